import { notFound } from '#base/errors.ts'
import { listPage, wishedPage } from '#base/list-page.ts'
import { personView } from '#features/accounts/accounts.html.ts'
import { OlderNewer } from '#features/accounts/accounts.input.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { form, go, page, pageArea, stream, view } from '#http/page.ts'
import { requestRows } from './account-lists.queries.ts'
import { authorizeRequest } from './authorize-request.ts'
import { listCut } from './list-cut.ts'
import { rejectRequest } from './reject-request.ts'
import { AskerPath } from './relationships.input.ts'

const path = '/follow-requests'

/** The answer to somebody who asks to follow: in place where the page can change itself. */
const reply = (name: string, verb: typeof authorizeRequest, said: string) =>
  form(`${path}/:account_id/${name}`, { params: AskerPath }, async (c) => {
    const { account_id: id } = c.params
    await verb(c.site, c.viewer, id)
    if (!c.wantsStream) return go(path, { flash: `flash.${said}`, focus: 'main' })
    const asker = (await loadAccounts(c.site.store.read, [id])).get(id)
    if (!asker) throw notFound('account')
    const row = `asker-${id}`
    const data = { row, said: `asked.${said}`, name: personView(asker).name }
    return stream([{ action: 'replace', target: row, partial: 'row-gone', data }])
  })

/** Who asks to follow the viewer. */
export const followRequestsPages = pageArea('follow requests', [
  page(path, { query: OlderNewer }, async (c) => {
    // The list is read downwards only; "newer" leads back to its top.
    const wish = c.query.max_id === undefined ? {} : { max_id: c.query.max_id }
    const rows = await requestRows(c.site.store.read, c.viewer.accountId, listCut(wishedPage(wish)))
    const list = listPage(
      path,
      wish,
      rows.map((row) => row.id),
    )
    const ids = rows.filter((row) => list.ids.includes(row.id)).map((row) => row.accountId)
    const people = await loadAccounts(c.site.store.read, ids)
    const askers = ids.flatMap((id) => people.get(id) ?? []).map(personView)
    return view('relationships/requests', c.say('asked.title'), { askers, older: list.older, newer: list.newer && path })
  }),
  reply('let-in', authorizeRequest, 'let_in'),
  reply('refuse', rejectRequest, 'refused'),
])
