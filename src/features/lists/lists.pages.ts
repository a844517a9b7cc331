import { partBelow, wishedPage } from '#base/list-page.ts'
import { OlderNewer } from '#features/accounts/accounts.input.ts'
import { rowsEnd } from '#features/accounts/end.html.ts'
import { personView } from '#features/accounts/accounts.html.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { searchAccounts } from '#features/relationships/search-accounts.ts'
import { form, go, page, pageArea, type PageCall, view } from '#http/page.ts'
import { addToList } from './add-to-list.ts'
import { changeList } from './change-list.ts'
import { createList } from './create-list.ts'
import { deleteList } from './delete-list.ts'
import { listForm, listPath, type ListWords } from './lists.html.ts'
import { longestTitle, ListForm, ListPath, MemberForm, MembersPageQuery } from './lists.input.ts'
import { listsOf, memberIds, membersAmong } from './lists.queries.ts'
import { ownList } from './own-list.ts'
import { takeOffList } from './take-off-list.ts'

type Call = Pick<PageCall, 'site' | 'viewer' | 'say'>

const blank: ListWords = { title: '', repliesPolicy: 'list', exclusive: false }

/** What is wrong with a name, in words; '' = nothing. */
const faultOf = ({ say }: Call, { title }: ListWords) =>
  title === '' || title.length > longestTitle ? say('lists.fault_title', { most: longestTitle }) : ''

const allLists = async (c: Call, words = blank, fault = '') => {
  const lists = (await listsOf(c.site.store.read, c.viewer.accountId)).map((list) => ({
    path: listPath(list),
    title: list.title,
    exclusive: list.exclusive,
  }))
  return view('lists/all', c.say('lists.title'), { lists, form: listForm('/lists', words, fault) }, { status: fault === '' ? 200 : 422 })
}

const editPage = async (c: Call, id: number, words?: ListWords, fault = '') => {
  const list = await ownList(c.site.store.read, c.viewer, id)
  const data = { path: listPath(list), form: listForm(`${listPath(list)}/edit`, words ?? list, fault) }
  return view('lists/edit', c.say('lists.edit_title', { title: list.title }), data, { status: fault === '' ? 200 : 422 })
}

/** So many are offered to be put on a list. */
const mostOffered = 10

export const listsPages = pageArea('lists', [
  page('/lists', {}, async (c) => await allLists(c)),

  form('/lists', { body: ListForm }, async (c) => {
    const fault = faultOf(c, c.body)
    if (fault) return await allLists(c, c.body, fault)
    const list = await createList(c.site, c.viewer, c.body)
    return go(`${listPath(list)}/members`, { flash: 'flash.list_made', focus: 'q' })
  }),

  page('/lists/:id/edit', { params: ListPath }, async (c) => await editPage(c, c.params.id)),

  form('/lists/:id/edit', { params: ListPath, body: ListForm }, async (c) => {
    const fault = faultOf(c, c.body)
    if (fault) return await editPage(c, c.params.id, c.body, fault)
    const list = await changeList(c.site, c.viewer, c.params.id, c.body)
    return go(listPath(list), { flash: 'flash.list_changed', focus: 'main' })
  }),

  page('/lists/:id/delete', { params: ListPath }, async (c) => {
    const list = await ownList(c.site.store.read, c.viewer, c.params.id)
    const { path, title } = { path: listPath(list), title: c.say('lists.delete_title', { title: list.title }) }
    return view('question', title, {
      lead: 'lists.delete_lead',
      name: list.title,
      action: `${path}/delete`,
      yes: 'lists.delete',
      back: path,
    })
  }),

  form('/lists/:id/delete', { params: ListPath }, async (c) => {
    await deleteList(c.site, c.viewer, c.params.id)
    return go('/lists', { flash: 'flash.list_deleted', focus: 'main' })
  }),

  page('/lists/:id/members', { params: ListPath, query: OlderNewer.extend(MembersPageQuery.shape) }, async (c) => {
    const { site, viewer, query } = c
    const db = site.store.read
    const list = await ownList(db, viewer, c.params.id)
    const path = `${listPath(list)}/members`
    const { maxId = Number.MAX_SAFE_INTEGER, limit } = wishedPage(query.max_id === undefined ? {} : { max_id: query.max_id })
    const { shown, ...part } = partBelow(
      path,
      query,
      (await memberIds(db, list.id, { above: 0, below: maxId, limit })).map((id) => ({ id })),
    )
    const found = await searchAccounts(site, viewer, { text: query.q, limit: mostOffered, offset: 0, followed: true })
    const on = await membersAmong(db, list.id, found)
    const people = await loadAccounts(db, [...shown.map((row) => row.id), ...found])
    const rows = (ids: readonly number[]) => ids.flatMap((id) => people.get(id) ?? []).map(personView)
    return view('lists/members', c.say('lists.members_title', { title: list.title }), {
      path,
      list: listPath(list),
      q: query.q,
      found: rows(found).map((person) => ({ ...person, on: on.has(Number(person.id)) })),
      members: rows(shown.map((row) => row.id)),
      empty: shown.length === 0 && part.first,
      older: part.older,
      newer: part.newer,
      words: rowsEnd({ title: 'lists.nobody_title', text: 'lists.nobody', end: 'lists.all_members' }),
    })
  }),

  form('/lists/:id/members', { params: ListPath, body: MemberForm }, async (c) => {
    const { site, viewer, body } = c
    const { id } = c.params
    // A second click says what is so already.
    const on = await membersAmong(site.store.read, id, [body.account_id])
    if (!on.has(body.account_id)) await addToList(site, viewer, id, [body.account_id])
    return go(`/lists/${id}/members`, { flash: 'flash.list_added', focus: 'q' })
  }),

  form('/lists/:id/members/remove', { params: ListPath, body: MemberForm }, async (c) => {
    await takeOffList(c.site, c.viewer, c.params.id, [c.body.account_id])
    return go(`/lists/${c.params.id}/members`, { flash: 'flash.list_removed', focus: 'main' })
  }),
])
