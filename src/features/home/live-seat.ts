import type { Caller } from '#base/viewer.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { sessionLife } from '#features/signin/session-life.ts'
import { sessionsOfPerson } from '#features/signin/sessions.queries.ts'
import type { Site } from '#platform/site.ts'

/** A person in a browser. */
export type Seated = Extract<Caller, { kind: 'session' }>

/** Whether the session of an open page still lives, and its person may be here: asked every minute and when the account changes (SEC:V9). */
export async function stillSeated(site: Site, { viewer, sessionId }: Seated): Promise<boolean> {
  const now = site.clock.now()
  const parts = (await loadAccounts(site.store.read, [viewer.accountId])).get(viewer.accountId)
  if (parts?.person?.state !== 'active' || parts.account.suspendedAt !== null) return false
  const sessions = await sessionsOfPerson(site.store.read, viewer.personId, { now, idleSince: now - sessionLife.idle })
  return sessions.some((session) => session.id === sessionId)
}
