import { sha256 } from '#base/ids.ts'
import { usualLook } from '#base/look.ts'
import type { Caller } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { sessionLife } from './session-life.ts'
import { sessionByHash, sessionById, type SessionWho, touchSession } from './sessions.queries.ts'

const anonymous: Caller = { kind: 'anonymous' }

/**
 * Who sends this session cookie. Anonymous when the session is unknown, past its end, or its person may not be here any more; asked at each
 * request, so that a revoked session and a deactivated person are out at once. `cookie`: the cookie's value, if one was sent.
 */
export async function identifySession(site: Site, cookie: string | undefined): Promise<Caller> {
  if (cookie === undefined || !/^[\w-]{43}$/.test(cookie)) return anonymous
  const row = await sessionByHash(site.store.read, sha256(cookie))
  const now = site.clock.now()
  if (!row || !isGood(row, now)) return anonymous
  if (now - row.seenAt >= sessionLife.touch) noteUse(site, row.id, now)
  return callerOf(row, site.secrets.derive('signin.csrf', cookie))
}

const isGood = (row: SessionWho, now: number) =>
  now < row.expiresAt &&
  now - row.seenAt < sessionLife.idle &&
  row.state === 'active' &&
  row.suspendedAt === null &&
  row.createdAt >= row.validSince

/** The same by the session's id, for what is sent to a browser without its asking; it has no forms, so no token for them. */
export async function identifySessionById(site: Site, id: number): Promise<Caller> {
  const row = await sessionById(site.store.read, id)
  return row && isGood(row, site.clock.now()) ? callerOf(row, '') : anonymous
}

function callerOf({ id, personId, accountId, role, locale, timeZone, look }: SessionWho, csrf: string): Caller {
  return { kind: 'session', viewer: { personId, accountId, role, locale, timeZone }, sessionId: id, csrf, look: look ?? usualLook }
}

/** Beside the request: reading a page must neither wait for the writer nor fail with it. */
function noteUse(site: Site, id: number, now: number) {
  site.store
    .tx(async (db) => void (await touchSession(db, { id, now, before: now - sessionLife.touch })))
    .catch((error: unknown) => site.log.warn({ err: error }, 'the use of a session could not be noted'))
}
