import { notFound } from '#base/errors.ts'
import { personView } from '#features/accounts/accounts.html.ts'
import { AccountPath } from '#features/accounts/accounts.input.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { form, go, page, pageArea, type PageCall, view } from '#http/page.ts'
import { addToList } from './add-to-list.ts'
import { PersonListsForm } from './lists.input.ts'
import { listsOf, listsWith } from './lists.queries.ts'
import { takeOffList } from './take-off-list.ts'

async function personOf({ site, params }: Pick<PageCall, 'site'> & { params: { id: number } }) {
  const who = (await loadAccounts(site.store.read, [params.id])).get(params.id)
  if (!who || who.account.suspendedAt !== null) throw notFound('account')
  return personView(who)
}

/** On which of the viewer's lists somebody stands: one page of ticks. */
export const personListsPages = pageArea('lists of a person', [
  page('/people/:id/lists', { params: AccountPath }, async (c) => {
    const { site, viewer } = c
    const person = await personOf(c)
    const on = new Set((await listsWith(site.store.read, viewer.accountId, c.params.id)).map((list) => list.id))
    const lists = (await listsOf(site.store.read, viewer.accountId)).map(({ id, title }) => ({ id: String(id), title, on: on.has(id) }))
    return view('lists/person', c.say('lists.person_title', { name: person.name }), { person, lists })
  }),

  form('/people/:id/lists', { params: AccountPath, body: PersonListsForm }, async (c) => {
    const { site, viewer, params } = c
    const person = await personOf(c)
    const wanted = new Set(c.body.lists)
    const on = new Set((await listsWith(site.store.read, viewer.accountId, params.id)).map((list) => list.id))
    for (const { id } of await listsOf(site.store.read, viewer.accountId)) {
      if (wanted.has(id) && !on.has(id)) await addToList(site, viewer, id, [params.id])
      if (!wanted.has(id) && on.has(id)) await takeOffList(site, viewer, id, [params.id])
    }
    return go(person.path, { flash: 'flash.person_lists', focus: 'person-more' })
  }),
])
