import type { Viewer } from '#base/viewer.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import type { Site } from '#platform/site.ts'
import { killOtherSessions, killSession } from './kill-session.ts'

type Who = Pick<Viewer, 'personId'>

/** Signs a person out in one of their browsers, at once. Throws 404 when the session is not theirs (SEC:C5). */
export async function revokeSession(site: Site, { personId }: Who, sessionId: number, requestId: string): Promise<void> {
  await site.store.tx(async (db) => {
    await killSession(site, db, personId, sessionId)
    await recordAudit(site, db, { action: 'session.revoke', actor: personId, target: `session:${sessionId}`, requestId })
  })
}

/** Signs a person out everywhere but here; answers in how many browsers. */
export async function revokeOtherSessions(site: Site, { personId }: Who, here: number, requestId: string): Promise<number> {
  return await site.store.tx(async (db) => {
    const count = await killOtherSessions(site, db, personId, here)
    if (count)
      await recordAudit(site, db, {
        action: 'session.revoke_others',
        actor: personId,
        target: `session:${here}`,
        requestId,
        detail: { count },
      })
    return count
  })
}
