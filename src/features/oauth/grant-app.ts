import { randomToken, sha256 } from '#base/ids.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { type AuthorizeRequest, outOfBand } from './authorize-request.ts'
import { insertGrant } from './grants.queries.ts'

/** Ms that a code is good for: an app takes it at once, a person copies it by hand (SEC:A17). */
const codeLife = { app: 60_000, person: 600_000 }

/** Notes a person's consent and answers the code for it, which is stored as a hash only (SEC:B4). */
export async function grantApp(
  site: Site,
  viewer: Viewer,
  request: AuthorizeRequest,
  from: { sessionId?: number; userAgent?: string },
): Promise<string> {
  // 192 bits: short enough to be seen whole where a person copies it.
  const code = randomToken(24)
  await site.store.tx(async (db) => {
    const now = site.clock.now()
    await insertGrant(db, {
      id: site.ids.next(),
      codeHash: sha256(code),
      appId: request.app.id,
      personId: viewer.personId,
      accountId: viewer.accountId,
      sessionId: from.sessionId ?? null,
      scopes: request.scopes,
      redirectUri: request.back.redirectUri,
      challenge: request.challenge,
      userAgent: from.userAgent?.slice(0, 400) ?? null,
      createdAt: now,
      expiresAt: now + (request.back.redirectUri === outOfBand ? codeLife.person : codeLife.app),
      usedAt: null,
    })
  })
  return code
}
