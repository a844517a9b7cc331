import { recordAudit } from '#features/audit/record-audit.ts'
import type { Site } from '#platform/site.ts'
import { killSessionOf } from './kill-session.ts'
import type { Session } from './signin.schema.ts'
import { identityById } from './signin.queries.ts'

/** Where the provider sends the browser after its own sign-out; registered with it as `post_logout_redirect_uri`. */
export const signedOutPath = '/auth/signed-out'

/** The provider's page that ends its session too (OpenID Connect RP-Initiated Logout 1.0), or undefined when it offers none. */
async function logoutAt(site: Site, session: Session): Promise<string | undefined> {
  const identity = session.identityId === null ? undefined : await identityById(site.store.read, session.identityId)
  const provider = site.config.signin.oidc.find((one) => one.id === identity?.providerId)
  if (!provider) return undefined
  const hint = session.idToken === null ? {} : { idToken: site.secrets.open('signin.id-token', session.idToken) }
  return await site.oidc.logoutUrl(provider, { ...hint, returnTo: site.config.url + signedOutPath })
}

/**
 * Ends the session that a cookie belongs to: ours first, whatever the provider does. Answers the provider's sign-out page, if there
 * is one and a session ended.
 */
export async function signOut(site: Site, cookie: string | undefined, requestId: string): Promise<string | undefined> {
  if (cookie === undefined) return undefined
  const session = await site.store.tx(async (db) => {
    const gone = await killSessionOf(site, db, cookie)
    if (gone) await recordAudit(site, db, { action: 'signin.out', actor: gone.personId, target: `session:${gone.id}`, requestId })
    return gone
  })
  return session && (await logoutAt(site, session))
}
