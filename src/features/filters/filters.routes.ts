import { area, type Call, del, get, patch, post, put } from '#http/area.ts'
import { addKeyword } from './add-keyword.ts'
import { changeFilter, type FilterChange } from './change-filter.ts'
import { changeKeyword } from './change-keyword.ts'
import { createFilter, type NewKeyword } from './create-filter.ts'
import { deleteFilter } from './delete-filter.ts'
import { deleteKeyword } from './delete-keyword.ts'
import { filterJson, filterStatusJson, keywordJson, loadFilterParts } from './filters.json.ts'
import { FilterChangeBody, FilterPath, InFilterPath, KeywordBody, KeywordChangeBody, NewFilterBody } from './filters.input.ts'
import { filtersOf, keywordsOfFilters, statusesOfFilters } from './filters.queries.ts'
import { ownFilter, ownFilterStatus, ownKeyword } from './own-filter.ts'
import { takeFromUnderFilter } from './take-from-under-filter.ts'

const [read, write] = ['read:filters', 'write:filters'] as const
const one = '/api/v2/filters/:id'
const keyword = '/api/v2/filters/keywords/:id'
const keywords = '/api/v2/filters/:filter_id/keywords'
const status = '/api/v2/filters/statuses/:id'

type Somebody = Pick<Call, 'site' | 'viewer'>

async function shown(c: Somebody, id: number) {
  const db = c.site.store.read
  const [parts] = await loadFilterParts(db, [await ownFilter(db, c.viewer, id)])
  return filterJson(parts!)
}

const change = { scope: write, params: FilterPath, body: FilterChangeBody, returns: 'Filter' } as const
const changed = async (c: Somebody & { params: { id: number }; body: FilterChange }) => {
  await changeFilter(c.site, c.viewer, c.params.id, c.body)
  return await shown(c, c.params.id)
}
const keywordRow = { scope: write, params: FilterPath, body: KeywordChangeBody, returns: 'FilterKeyword' } as const
const keywordChanged = async (c: Somebody & { params: { id: number }; body: Partial<NewKeyword> }) =>
  keywordJson(await changeKeyword(c.site, c.viewer, c.params.id, c.body))

/** Adding a post to a filter asks the policy of posts, so that row stands in the feature `statuses`. */
export const filtersArea = area('filters', [
  get('/api/v2/filters', { scope: read, returns: 'Filter[]' }, async (c) => {
    const db = c.site.store.read
    return (await loadFilterParts(db, await filtersOf(db, c.viewer.accountId))).map(filterJson)
  }),
  post(
    '/api/v2/filters',
    { scope: write, body: NewFilterBody, returns: 'Filter' },
    async (c) => await shown(c, (await createFilter(c.site, c.viewer, c.body)).filter.id),
  ),
  get(one, { scope: read, params: FilterPath, returns: 'Filter' }, async (c) => await shown(c, c.params.id)),
  put(one, change, changed),
  patch(one, change, changed),
  del(one, { scope: write, params: FilterPath, returns: 'Empty' }, async (c) => {
    await deleteFilter(c.site, c.viewer, c.params.id)
    return {}
  }),
  get(keywords, { scope: read, params: InFilterPath, returns: 'FilterKeyword[]' }, async (c) => {
    const { id } = await ownFilter(c.site.store.read, c.viewer, c.params.filter_id)
    return (await keywordsOfFilters(c.site.store.read, [id])).map(keywordJson)
  }),
  post(keywords, { scope: write, params: InFilterPath, body: KeywordBody, returns: 'FilterKeyword' }, async (c) =>
    keywordJson(await addKeyword(c.site, c.viewer, c.params.filter_id, c.body)),
  ),
  get(keyword, { scope: read, params: FilterPath, returns: 'FilterKeyword' }, async (c) =>
    keywordJson((await ownKeyword(c.site.store.read, c.viewer, c.params.id)).keyword),
  ),
  put(keyword, keywordRow, keywordChanged),
  patch(keyword, keywordRow, keywordChanged),
  del(keyword, { scope: write, params: FilterPath, returns: 'Empty' }, async (c) => {
    await deleteKeyword(c.site, c.viewer, c.params.id)
    return {}
  }),
  get('/api/v2/filters/:filter_id/statuses', { scope: read, params: InFilterPath, returns: 'FilterStatus[]' }, async (c) => {
    const { id } = await ownFilter(c.site.store.read, c.viewer, c.params.filter_id)
    return (await statusesOfFilters(c.site.store.read, [id])).map(filterStatusJson)
  }),
  get(status, { scope: read, params: FilterPath, returns: 'FilterStatus' }, async (c) =>
    filterStatusJson(await ownFilterStatus(c.site.store.read, c.viewer, c.params.id)),
  ),
  del(status, { scope: write, params: FilterPath, returns: 'Empty' }, async (c) => {
    await takeFromUnderFilter(c.site, c.viewer, c.params.id)
    return {}
  }),
])
