import { notFound } from '#base/errors.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { area, post } from '#http/area.ts'
import { reportAccount } from './report-account.ts'
import { ReportBody } from './reports.input.ts'
import { reportJson } from './reports.json.ts'

export const reportsArea = area('reports', [
  post('/api/v1/reports', { scope: 'write:reports', body: ReportBody, limit: 'reports', returns: 'Report' }, async (c) => {
    const report = await reportAccount(c.site, c.viewer, c.body)
    const target = (await loadAccounts(c.site.store.read, [report.targetId])).get(report.targetId)
    if (!target) throw notFound('account')
    return reportJson(c.site, report, target)
  }),
])
