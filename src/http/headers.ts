import type { Config } from '#platform/config/config.ts'

/** Classes of answers. `never`: a page that no browser may keep; `picture`: an asset that apps of other origins show; `plain`: health and the refusals that come before any class is known. */
export type HeaderClass = 'page' | 'never' | 'signin' | 'embed' | 'media' | 'api' | 'asset' | 'picture' | 'worker' | 'plain'

/** For each class its constant headers, flat (name, value, name, value ...), as `writeHead` takes them. */
export type HeaderTable = Readonly<Record<HeaderClass, readonly string[]>>

/** Hash of the style that Turbo writes for its progress bar; it changes with Turbo, and the browser tour then fails. */
const turboBar = "'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='"

const unused =
  'accelerometer camera display-capture geolocation gyroscope hid magnetometer microphone midi payment serial unload usb xr-spatial-tracking'

/** Response headers that scripts of other origins may read (Phanpy and Elk do). */
export const exposed =
  'Link, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id, Mastodon-Async-Refresh, Atrium-Home'

const policy = (rules: Readonly<Record<string, string>>) =>
  Object.entries(rules)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')

const flat = (headers: Readonly<Record<string, string>>): readonly string[] => Object.freeze(Object.entries(headers).flat())

/**
 * The one header table, static for the life of a process: no nonces, and script and style only from the path of our bundles
 * (tried in Chromium, docs/adr/0008; SEC:B2, SEC:H15). `frames`: origins that may show posts in a frame.
 */
export function headerTable(config: Pick<Config, 'origin' | 'https' | 'media'>, frames: readonly string[] = []): HeaderTable {
  const own = config.origin
  const media = config.media.url === undefined ? own : new URL(config.media.url).origin
  const pictures = media === own ? own : `${own} ${media}`
  const everywhere = {
    'x-content-type-options': 'nosniff',
    ...(config.https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
  const shell = {
    'default-src': "'none'",
    'base-uri': "'none'",
    'script-src': `${own}/assets/`,
    'style-src': `${own}/assets/ ${turboBar}`,
    'img-src': `${pictures} blob:`,
    'media-src': `${pictures} blob:`,
    'font-src': `${own}/assets/`,
    'connect-src': `${own} ${own.replace(/^http/, 'ws')}`,
    'manifest-src': `${own}/manifest.webmanifest`,
    'worker-src': `${own}/sw.js`,
    'frame-ancestors': "'none'",
  }
  const html = {
    ...everywhere,
    'referrer-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': unused
      .split(' ')
      .map((feature) => `${feature}=()`)
      .join(', '),
  }
  const page = {
    ...html,
    'content-security-policy': policy({ ...shell, 'form-action': "'self'" }),
    'cross-origin-opener-policy': 'same-origin',
    'x-frame-options': 'DENY',
    vary: 'Accept, Accept-Encoding, Turbo-Frame',
  }
  return {
    page: flat({ ...page, 'cache-control': 'private, no-cache' }),
    never: flat({ ...page, 'cache-control': 'no-store' }),
    // No form-action: Chromium applies it to the redirect after the consent form. No COOP: it severs a pop-up's opener for good.
    signin: flat({
      ...html,
      'content-security-policy': policy(shell),
      'x-frame-options': 'DENY',
      vary: 'Accept-Encoding',
      'cache-control': 'no-store',
    }),
    embed: flat({
      ...html,
      'content-security-policy': policy({
        'default-src': "'none'",
        'base-uri': "'none'",
        'form-action': "'none'",
        'style-src': `${own}/assets/`,
        'img-src': pictures,
        'media-src': pictures,
        'frame-ancestors': frames.length ? frames.join(' ') : "'none'",
      }),
      'cross-origin-resource-policy': 'cross-origin',
      'cross-origin-embedder-policy': 'require-corp',
      vary: 'Accept-Encoding',
      'cache-control': 'private, no-cache',
    }),
    media: flat({
      ...everywhere,
      'content-security-policy': "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'cache-control': 'private, max-age=31536000, immutable',
    }),
    api: flat({
      ...everywhere,
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': exposed,
      vary: 'Accept-Encoding',
      'cache-control': 'private, no-store',
    }),
    asset: flat({
      ...everywhere,
      'cross-origin-resource-policy': 'same-origin',
      vary: 'Accept-Encoding',
      'cache-control': 'public, max-age=31536000, immutable',
    }),
    picture: flat({
      ...everywhere,
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=86400',
    }),
    worker: flat({ ...everywhere, 'content-security-policy': "default-src 'none'; connect-src 'self'", 'cache-control': 'no-cache' }),
    plain: flat({
      ...everywhere,
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    }),
  }
}
