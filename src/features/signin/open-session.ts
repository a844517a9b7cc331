import { randomToken, sha256 } from '#base/ids.ts'
import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { sessionLife } from './session-life.ts'
import { deleteEndedSessions, insertSession } from './sessions.queries.ts'

export interface NewSession {
  personId: number
  /** Null for somebody who signed in without a provider. */
  identityId: number | null
  /** As the browser sent it; cut to 200 characters. */
  userAgent: string
  sid?: string
  /** Raw; kept sealed. */
  idToken?: string
}

/**
 * Opens a session in the caller's transaction. `value` is the cookie's value: 256 random bits that are nowhere else, as the row holds their
 * SHA-256 only (SEC:B3). Always a new one, whatever the browser carried before (SEC:C6).
 */
export async function openSession(site: Site, db: Db, wish: NewSession): Promise<{ id: number; value: string }> {
  const [id, value, now] = [site.ids.next(), randomToken(), site.clock.now()]
  await deleteEndedSessions(db, now)
  await insertSession(db, {
    id,
    hash: sha256(value),
    personId: wish.personId,
    identityId: wish.identityId,
    userAgent: wish.userAgent.slice(0, 200),
    sid: wish.sid ?? null,
    idToken: wish.idToken === undefined ? null : site.secrets.seal('signin.id-token', wish.idToken),
    createdAt: now,
    seenAt: now,
    expiresAt: now + sessionLife.absolute,
  })
  return { id, value }
}
