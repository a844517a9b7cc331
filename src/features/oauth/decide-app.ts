import { forbidden, notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import type { Site } from '#platform/site.ts'
import { setPolicyState } from './apps.queries.ts'
import { revokeTokens } from './revoke-tokens.ts'

/** An admin's word on an app. Refusing it ends every token of it at once (SEC:A7). Throws 403 for anybody else and 404 for an unknown app. */
export async function decideApp(
  site: Site,
  admin: Pick<Viewer, 'personId' | 'role'>,
  appId: number,
  decision: 'allowed' | 'refused',
): Promise<void> {
  if (admin.role !== 'admin') throw forbidden()
  await site.store.tx(async (db) => {
    if (!(await setPolicyState(db, appId, decision))) throw notFound('app')
    const killed = decision === 'refused' ? await revokeTokens(site, db, { appId }) : []
    await recordAudit(site, db, {
      action: `app.${decision}`,
      actor: admin.personId,
      target: `app:${appId}`,
      detail: { tokens: killed.length },
    })
  })
}
