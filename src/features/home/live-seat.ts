import type { Caller } from '#base/viewer.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { sessionLife } from '#features/signin/session-life.ts'
import { sessionsOfPerson } from '#features/signin/sessions.queries.ts'
import type { Site } from '#platform/site.ts'

/** A person in a browser. */
export type Seated = Extract<Caller, { kind: 'session' }>

/** Sockets that one session may have open (SEC:D16): one for each tab. */
const mostSockets = 20

/** Whether the session of an open page still lives, and its person may be here: asked every minute and when the account changes (SEC:V9). */
export async function stillSeated(site: Site, { viewer, sessionId }: Seated): Promise<boolean> {
  const now = site.clock.now()
  const parts = (await loadAccounts(site.store.read, [viewer.accountId])).get(viewer.accountId)
  if (parts?.person?.state !== 'active' || parts.account.suspendedAt !== null) return false
  const sessions = await sessionsOfPerson(site.store.read, viewer.personId, { now, idleSince: now - sessionLife.idle })
  return sessions.some((session) => session.id === sessionId)
}

const open = new WeakMap<Site, Map<number, number>>()

/** Takes one of a session's places; answers how to give it back, undefined when none is free. */
export function takePlace(site: Site, sessionId: number): (() => void) | undefined {
  const places = open.get(site) ?? new Map<number, number>()
  open.set(site, places)
  const taken = places.get(sessionId) ?? 0
  if (taken >= mostSockets) return undefined
  places.set(sessionId, taken + 1)
  return () => {
    const left = (places.get(sessionId) ?? 1) - 1
    if (left > 0) places.set(sessionId, left)
    else places.delete(sessionId)
  }
}
