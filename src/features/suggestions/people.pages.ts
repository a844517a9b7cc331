import { partAfter, wishedSkip } from '#base/list-page.ts'
import { loadPeople } from '#features/relationships/load-people.ts'
import { peopleView } from '#features/relationships/people.html.ts'
import { searchAccounts } from '#features/relationships/search-accounts.ts'
import { page, pageArea, view } from '#http/page.ts'
import { PeoplePageQuery } from './suggestions.input.ts'
import { directoryIds } from './suggestions.queries.ts'

const orders = ['active', 'new'] as const

const addressOf = (q: string, order: string) => {
  const query = new URLSearchParams({ ...(q === '' ? {} : { q }), ...(order === 'active' ? {} : { order }) }).toString()
  return query === '' ? '/people' : `/people?${query}`
}

export const peoplePages = pageArea('people', [
  page('/people', { query: PeoplePageQuery, limit: 'search' }, async (c) => {
    const { site, viewer } = c
    const db = site.store.read
    const { q, order, skip } = c.query
    const wish = wishedSkip(skip)
    const ids =
      q === '' ? await directoryIds(db, viewer.accountId, { ...wish, order }) : await searchAccounts(site, viewer, { text: q, ...wish })
    const { shown, ...part } = partAfter(addressOf(q, order), skip, ids)
    const words =
      q === ''
        ? { title: 'people.empty_title', text: 'people.empty', end: 'people.end' }
        : { title: 'people.nobody_title', text: 'people.nobody', end: 'people.end', name: q, go: { path: '/people', label: 'people.all' } }
    const tabs = orders.map((one) => ({ path: addressOf('', one), label: `people.order_${one}`, here: one === order }))
    return view('people/directory', c.say('people.title'), { q, tabs, ...peopleView(await loadPeople(db, viewer, shown), part, words) })
  }),
])
