import { Browser } from '../platform/oidc/browser.ts'
import { type Company, host } from './company.ts'
import { colleague } from './day.ts'

const elk = `https://elk.zone/api/${host}/oauth/${encodeURIComponent('https://elk.zone')}`
export const redirects = [
  'org.joinmastodon.android-auth://callback',
  'mastodon://joinmastodon.org/oauth',
  'oauth2redirect://com.keylesspalace.tusky/',
  elk,
  'https://phanpy.social/',
  'icecubesapp://',
  'fedilab://backtofedilab',
]

/** Two colleagues, an app's first requests, and a browser. */
export async function makePhones(company: Company) {
  const stranger = company.api()
  return {
    stranger,
    bob: await colleague(company, 'bob'),
    alice: await colleague(company, 'alice'),
    /** A browser that is signed in, as after the first app, from its first `allow` on. */
    dora: new Browser(),
    register: async (redirect: string) =>
      (await stranger.post('/api/v1/apps', { body: { client_name: 'Phone', redirect_uris: redirect, scopes: 'read write follow push' } }))
        .json as { client_id: string; client_secret: string; redirect_uri: string },
    authorizePath: (id: string, redirect: string, more = '') =>
      `/oauth/authorize?response_type=code&client_id=${id}&redirect_uri=${encodeURIComponent(redirect)}&scope=read+write+follow+push${more}`,
  }
}

export type Phones = Awaited<ReturnType<typeof makePhones>>
