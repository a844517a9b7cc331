import { makePerson, makeSession } from '../people.ts'
import type { TestWeb } from '../web.ts'
import { browserAt } from './oauth-browser.ts'

export const redirect = 'app://back?kept=1'
type App = { client_id: string; client_secret: string }

/** An app named Tusky, mara's browser, and what the two do. */
export async function makeAsking(web: TestWeb) {
  const mara = await makePerson(web.site, 'mara')
  const session = await makeSession(web.site, mara)
  const register = async (name: string, scopes = 'read write follow push', redirect_uris = redirect) =>
    (await web.api().post('/api/v1/apps', { body: { client_name: name, redirect_uris, scopes } })).json as App
  const app = await register('Tusky')
  const query = (more: Record<string, string | undefined> = {}) => {
    const all = { response_type: 'code', client_id: app.client_id, redirect_uri: redirect, scope: 'read write', state: 'xyz', ...more }
    return new URLSearchParams(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined)).toString()
  }
  return {
    mara,
    /** The value of mara's session cookie. */
    session,
    browser: browserAt(web.url, session),
    register,
    /** Where Tusky sends mara, with other parameters or without one. */
    authorize: (more?: Record<string, string | undefined>) => `/oauth/authorize?${query(more)}`,
    redeem: (code: string) =>
      web.api().post('/oauth/token', { body: { grant_type: 'authorization_code', ...app, redirect_uri: redirect, code } }),
  }
}

export type Asking = Awaited<ReturnType<typeof makeAsking>>
