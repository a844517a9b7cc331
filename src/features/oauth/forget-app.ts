import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import type { Site } from '#platform/site.ts'
import { endWaitingCodes } from './grants.queries.ts'
import { revokeTokens } from './revoke-tokens.ts'

/**
 * Takes away from an app all that a person has given it: every token, and codes that wait. It has to ask anew. Throws 404 when it has nothing of theirs.
 */
export async function forgetApp(site: Site, { personId }: Pick<Viewer, 'personId'>, appId: number, requestId: string): Promise<void> {
  await site.store.tx(async (db) => {
    await endWaitingCodes(db, personId, appId, site.clock.now())
    const gone = await revokeTokens(site, db, { personId, appId })
    if (gone.length === 0) throw notFound('app')
    const detail = { tokens: gone.length }
    await recordAudit(site, db, { action: 'app.forgotten', actor: personId, target: `app:${appId}`, requestId, detail })
  })
}
