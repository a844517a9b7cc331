import { type PersonView, personView } from '#features/accounts/accounts.html.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { type AuthorizeRequest, outOfBand } from './authorize-request.ts'

/** What the consent page shows besides the scopes. */
export interface ConsentView {
  app: string
  /** Host of the app's website, as the app says it. */
  website: string | null
  me: PersonView | null
  /** Where the answer goes: a locale key and the host for it. */
  target: { key: string; host: string }
}

/** Who is asked, by whom, and where the answer will go. */
export async function consentView(site: Site, viewer: Viewer, request: AuthorizeRequest): Promise<ConsentView> {
  const parts = (await loadAccounts(site.store.read, [viewer.accountId])).get(viewer.accountId)
  const { app, back } = request
  return {
    app: app.name,
    website: app.website && new URL(app.website).host,
    me: parts ? personView(parts) : null,
    target: targetOf(back.redirectUri),
  }
}

function targetOf(redirectUri: string): ConsentView['target'] {
  if (redirectUri === outOfBand) return { key: 'oauth.target_code', host: '' }
  if (/^https?:/i.test(redirectUri)) return { key: 'oauth.target_web', host: new URL(redirectUri).host }
  return { key: 'oauth.target_app', host: '' }
}
