import { AccountPath } from '#features/accounts/accounts.input.ts'
import { area, del, get, patch, post, put } from '#http/area.ts'
import type { Call } from '#http/area.ts'
import { paged, rowCursors } from '#http/links.ts'
import { addToList } from './add-to-list.ts'
import { changeList } from './change-list.ts'
import { createList, type NewList } from './create-list.ts'
import { deleteList } from './delete-list.ts'
import { listMembers } from './list-members.ts'
import { listJson } from './lists.json.ts'
import { ListChangeBody, ListPath, MembersBody, MembersQuery, NewListBody } from './lists.input.ts'
import { listsOf, listsWith } from './lists.queries.ts'
import { ownList } from './own-list.ts'
import { takeOffList } from './take-off-list.ts'

const one = '/api/v1/lists/:id'
const members = '/api/v1/lists/:id/accounts'
const write = 'write:lists'
const read = 'read:lists'

const change = { scope: write, params: ListPath, body: ListChangeBody, returns: 'List' } as const
const changed = async (c: Pick<Call, 'site' | 'viewer'> & { params: { id: number }; body: Partial<NewList> }) =>
  listJson(await changeList(c.site, c.viewer, c.params.id, c.body))

export const listsArea = area('lists', [
  get('/api/v1/lists', { scope: read, returns: 'List[]' }, async (c) =>
    (await listsOf(c.site.store.read, c.viewer.accountId)).map(listJson),
  ),
  post('/api/v1/lists', { scope: write, body: NewListBody, returns: 'List' }, async (c) =>
    listJson(await createList(c.site, c.viewer, c.body)),
  ),
  get(one, { scope: read, params: ListPath, returns: 'List' }, async (c) =>
    listJson(await ownList(c.site.store.read, c.viewer, c.params.id)),
  ),
  put(one, change, changed),
  patch(one, change, changed),
  del(one, { scope: write, params: ListPath, returns: 'Empty' }, async (c) => {
    await deleteList(c.site, c.viewer, c.params.id)
    return {}
  }),
  get(members, { scope: read, params: ListPath, query: MembersQuery, returns: 'Account[]' }, async (c) => {
    const rows = await listMembers(c.site, c.viewer, c.params.id, c.query)
    const body = rows.map((row) => row.json)
    return c.query.limit === 0 ? body : paged(c, body, rowCursors(rows, c.query.limit))
  }),
  post(members, { scope: write, params: ListPath, body: MembersBody, returns: 'Empty' }, async (c) => {
    await addToList(c.site, c.viewer, c.params.id, c.body.account_ids)
    return {}
  }),
  del(members, { scope: write, params: ListPath, body: MembersBody, returns: 'Empty' }, async (c) => {
    await takeOffList(c.site, c.viewer, c.params.id, c.body.account_ids)
    return {}
  }),
  get('/api/v1/accounts/:id/lists', { scope: read, params: AccountPath, returns: 'List[]' }, async (c) =>
    (await listsWith(c.site.store.read, c.viewer.accountId, c.params.id)).map(listJson),
  ),
])
