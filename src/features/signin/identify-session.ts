import { sha256 } from '#base/ids.ts'
import type { Caller } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { sessionLife } from './session-life.ts'
import { sessionByHash, touchSession } from './sessions.queries.ts'

const anonymous: Caller = { kind: 'anonymous' }

/**
 * Who sends this session cookie. Anonymous when the session is unknown, past its end, or its person may not be here any more; asked at each
 * request, so that a revoked session and a deactivated person are out at once. `cookie`: the cookie's value, if one was sent.
 */
export async function identifySession(site: Site, cookie: string | undefined): Promise<Caller> {
  if (cookie === undefined || !/^[\w-]{43}$/.test(cookie)) return anonymous
  const [row] = await sessionByHash(site.store.read, { hash: sha256(cookie) })
  const now = site.clock.now()
  if (!row || now >= row.expiresAt || now - row.seenAt >= sessionLife.idle) return anonymous
  if (row.state !== 'active' || row.suspendedAt !== null || row.createdAt < row.validSince) return anonymous
  if (now - row.seenAt >= sessionLife.touch) noteUse(site, row.id, now)
  const { personId, accountId, role, locale, timeZone } = row
  const csrf = site.secrets.derive('signin.csrf', cookie)
  return { kind: 'session', viewer: { personId, accountId, role, locale, timeZone }, sessionId: row.id, csrf }
}

/** Beside the request: reading a page must neither wait for the writer nor fail with it. */
function noteUse(site: Site, id: number, now: number) {
  site.store
    .tx(async (db) => void (await touchSession(db, { id, now, before: now - sessionLife.touch })))
    .catch((error: unknown) => site.log.warn({ err: error }, 'the use of a session could not be noted'))
}
