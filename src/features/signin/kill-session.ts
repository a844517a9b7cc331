import { notFound } from '#base/errors.ts'
import { sha256 } from '#base/ids.ts'
import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { sessionKilled } from './signin.events.ts'
import type { Session } from './signin.schema.ts'
import { deleteSession, deleteSessionByHash, deleteSessions } from './sessions.queries.ts'

/** Ends one session of a person, in the caller's transaction; sockets that belong to it close. Throws 404 when the person has no such session. */
export async function killSession(site: Site, db: Db, personId: number, sessionId: number): Promise<Session> {
  const gone = await deleteSession(db, personId, sessionId)
  if (!gone) throw notFound('session')
  await site.events.add(db, sessionKilled, { sessionId, personId })
  return gone
}

/** Ends the session that a cookie belongs to, whatever its state; undefined when there is none. */
export async function killSessionOf(site: Site, db: Db, cookie: string): Promise<Session | undefined> {
  const gone = await deleteSessionByHash(db, sha256(cookie))
  if (gone) await site.events.add(db, sessionKilled, { sessionId: gone.id, personId: gone.personId })
  return gone
}

/** Ends all sessions of a person but `except`; answers how many there were. */
export async function killOtherSessions(site: Site, db: Db, personId: number, except: number): Promise<number> {
  const gone = await deleteSessions(db, personId, except)
  for (const sessionId of gone) await site.events.add(db, sessionKilled, { sessionId, personId })
  return gone.length
}
