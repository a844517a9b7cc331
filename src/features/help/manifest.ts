import type { Say } from '#platform/words/words.ts'

/** Colours of `css/tokens.css`: the ground and the accent of the day. */
const colours = { background_color: '#e9ece8', theme_color: '#0d6b5f' }

const icon = (size: number, purpose: 'any' | 'maskable') => ({
  src: `/assets/icon-${purpose === 'maskable' ? 'mask-' : ''}${size}.png`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
})

/** The web app manifest (W3C): under which name and face the pages stand on a home screen, and what can be shared to them. */
export const webManifest = (company: string, locale: string, say: Say) => ({
  id: '/',
  name: company,
  short_name: company,
  lang: locale,
  start_url: '/home',
  scope: '/',
  display: 'standalone',
  ...colours,
  icons: [icon(192, 'any'), icon(512, 'any'), icon(192, 'maskable'), icon(512, 'maskable')],
  shortcuts: [
    { name: say('frame.write'), url: '/publish' },
    { name: say('settings.notifications'), url: '/notifications' },
  ],
  share_target: { action: '/publish', method: 'GET', enctype: 'application/x-www-form-urlencoded', params: { text: 'text' } },
})
