import { form, go, page, pageArea, type PageCall, view } from '#http/page.ts'
import { changeFilter, type KeywordChange } from './change-filter.ts'
import { createFilter } from './create-filter.ts'
import { deleteFilter } from './delete-filter.ts'
import { type FilterFaults, filterForm, filterRow, refusedFaults, type TypedFilter, typedFaults } from './filter-form.html.ts'
import { FilterForm } from './filter-form.input.ts'
import { FilterPath } from './filters.input.ts'
import { loadFilterParts } from './filters.json.ts'
import { filtersOf } from './filters.queries.ts'
import { ownFilter } from './own-filter.ts'

const list = '/settings/filters'
type Asked = Pick<PageCall, 'site' | 'viewer' | 'say'>

/** The form of a new filter, or of the one with this id. Throws 404 for somebody else's. */
async function filterPage(c: Asked, id: number | undefined, typed?: TypedFilter, faults?: FilterFaults) {
  const { read } = c.site.store
  const [parts] = id === undefined ? [] : await loadFilterParts(read, [await ownFilter(read, c.viewer, id)])
  const title = id === undefined ? 'filters.new' : 'filters.change'
  return view('settings/filter', c.say(title), filterForm(parts, typed, faults), { status: faults ? 422 : 200 })
}

/** Does `work`, or shows the form again with what is wrong. */
async function saveFilter(c: Asked, id: number | undefined, typed: TypedFilter, work: () => Promise<unknown>) {
  const faults = typedFaults(c.say, typed)
  if (faults) return await filterPage(c, id, typed, faults)
  try {
    await work()
    return go(list, { flash: 'settings.saved', focus: 'list' })
  } catch (error) {
    const refused = refusedFaults(error, c.say)
    if (!refused) throw error
    return await filterPage(c, id, typed, refused)
  }
}

const secondsOf = (expires: string) => (expires === 'never' ? null : Number(expires))
const plain = ({ title, contexts, action }: TypedFilter) => ({ title, contexts, action })

/** What a person does not want to read. */
export const filtersPages = pageArea('filters', [
  page(list, {}, async (c) => {
    const { read } = c.site.store
    const parts = await loadFilterParts(read, await filtersOf(read, c.viewer.accountId))
    const now = c.site.clock.now()
    return view('settings/filters', c.say('settings.filters'), { filters: parts.map((one) => filterRow(one, now)) })
  }),
  page(`${list}/new`, {}, async (c) => await filterPage(c, undefined)),
  page(`${list}/:id`, { params: FilterPath }, async (c) => await filterPage(c, c.params.id)),

  form(list, { body: FilterForm }, async (c) => {
    const typed = c.body
    const keywords = typed.words.flatMap(({ keyword, whole }) => (keyword === '' ? [] : [{ keyword, wholeWord: whole }]))
    const seconds = typed.expires === 'keep' ? null : secondsOf(typed.expires)
    return await saveFilter(c, undefined, typed, () => createFilter(c.site, c.viewer, { ...plain(typed), seconds, keywords }))
  }),
  form(`${list}/:id`, { params: FilterPath, body: FilterForm }, async (c) => {
    const typed = c.body
    // A line that was emptied takes its word away; an empty one without a number is a spare one.
    const keywords = typed.words.flatMap(({ id, keyword, whole }): KeywordChange[] => {
      if (keyword === '') return id === undefined ? [] : [{ id, gone: true }]
      return [{ ...(id === undefined ? {} : { id }), keyword, wholeWord: whole }]
    })
    const seconds = typed.expires === 'keep' ? {} : { seconds: secondsOf(typed.expires) }
    return await saveFilter(c, c.params.id, typed, () =>
      changeFilter(c.site, c.viewer, c.params.id, { ...plain(typed), ...seconds, keywords }),
    )
  }),
  form(`${list}/:id/delete`, { params: FilterPath }, async (c) => {
    await deleteFilter(c.site, c.viewer, c.params.id)
    return go(list, { flash: 'filters.deleted', focus: 'list' })
  }),
])
