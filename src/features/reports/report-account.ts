import { invalid, notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import { instanceRules } from '#features/instance/instance-settings.ts'
import { readSetting } from '#features/settings/read-setting.ts'
import { loadStatusParts } from '#features/statuses/statuses.json.ts'
import type { Site } from '#platform/site.ts'
import { insertReport } from './reports.queries.ts'
import type { Report } from './reports.schema.ts'

export interface NewReport {
  targetId: number
  statusIds: readonly number[]
  comment: string
  category?: Report['category']
  ruleIds: readonly number[]
}

/**
 * Stores what the viewer reports of an account; nobody else is told, not even the reported. Of the posts those are kept that are its own and that
 * the reporter may see. Named rules make it a violation. Throws 404 for an account that is not there, 422 for a rule that is none of the house.
 */
export async function reportAccount(site: Site, viewer: Viewer, wish: NewReport): Promise<Report> {
  const rules = await readSetting(site, instanceRules)
  const ruleIds = [...wish.ruleIds]
  if (ruleIds.some((id) => !Number.isInteger(id) || id < 1 || id > rules.length))
    throw invalid({ rule_ids: [{ error: 'ERR_INVALID', description: 'Rules does not reference valid rules' }] })
  if (ruleIds.length > 0 && wish.category !== undefined && wish.category !== 'violation')
    throw invalid({ rule_ids: [{ error: 'ERR_INVALID', description: 'Rules must be blank unless the category is violation' }] })
  const { read } = site.store
  const target = (await loadAccounts(read, [wish.targetId])).get(wish.targetId)
  if (!target || target.account.suspendedAt !== null) throw notFound('account')
  const seen = await loadStatusParts(site, read, wish.statusIds, viewer)
  const row = {
    accountId: viewer.accountId,
    targetId: wish.targetId,
    category: ruleIds.length > 0 ? 'violation' : (wish.category ?? 'other'),
    comment: wish.comment,
    statusIds: seen.filter(({ status }) => status.accountId === wish.targetId).map(({ status }) => status.id),
    ruleIds,
  } as const
  return await site.store.tx(async (db) => {
    const report: Report = { id: site.ids.next(), ...row, ruleIds, statusIds: [...row.statusIds], createdAt: site.clock.now() }
    await insertReport(db, report)
    await recordAudit(site, db, {
      action: 'report.create',
      actor: viewer.personId,
      target: `report:${report.id}`,
      detail: { category: report.category, account: String(report.targetId), posts: report.statusIds.length },
    })
    return report
  })
}
