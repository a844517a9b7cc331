import { iso } from '#base/clock.ts'
import { accountAcct } from '#features/accounts/addresses.ts'
import { refuseWords, type VerbCall } from './verb-call.ts'
import { withSite } from './with-site.ts'

/** Lines that are printed at most. */
const most = 200

/** A comment on one line, so that no line of the list can be forged, and without what would steer the terminal. */
const plain = (text: string) => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()

/** `atrium reports`: what people have reported, the newest first. */
export async function reportsVerb(call: VerbCall): Promise<number> {
  if (refuseWords(call)) return 2
  return await withSite(call, async (site) => {
    const [{ newestReports }, { loadAccounts }] = await Promise.all([
      import('#features/reports/reports.queries.ts'),
      import('#features/accounts/accounts.json.ts'),
    ])
    const rows = await newestReports(site.store.read, most)
    const accounts = await loadAccounts(
      site.store.read,
      rows.flatMap((row) => [row.accountId, row.targetId]),
    )
    const name = (id: number) => {
      const found = accounts.get(id)
      return found ? `@${accountAcct(found.account)}` : String(id)
    }
    for (const row of rows) {
      const about = row.statusIds.length > 0 ? ` posts ${row.statusIds.join(' ')}` : ''
      const broken = row.ruleIds.length > 0 ? ` rules ${row.ruleIds.join(' ')}` : ''
      const head = `${row.id}  ${iso(row.createdAt)}  ${row.category}  ${name(row.accountId)} reports ${name(row.targetId)}`
      console.log(`${head}${about}${broken}${row.comment === '' ? '' : `: ${plain(row.comment)}`}`)
    }
    if (rows.length === 0) console.log('Nothing is reported.')
    return 0
  })
}
