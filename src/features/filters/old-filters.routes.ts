import { Answer, area, type Call, del, get, patch, post, put } from '#http/area.ts'
import { changeOldFilter, type OldFilterChange } from './change-old-filter.ts'
import { createFilter } from './create-filter.ts'
import { deleteKeyword } from './delete-keyword.ts'
import { oldFilterJson } from './filters.json.ts'
import { FilterPath, OldFilterBody, OldFilterChangeBody } from './filters.input.ts'
import { listOldFilters } from './list-old-filters.ts'
import { ownKeyword } from './own-filter.ts'

/** Since Mastodon 4.0 (RFC 9745: seconds of the day from which on it is not recommended). */
const old = (body: unknown) => new Answer(body, { headers: { deprecation: '@1668384000' } })

const [read, write] = ['read:filters', 'write:filters'] as const
const one = '/api/v1/filters/:id'
type Somebody = Pick<Call, 'site' | 'viewer'>
const shown = async (c: Somebody, id: number) => old(oldFilterJson(await ownKeyword(c.site.store.read, c.viewer, id)))

const change = { scope: write, params: FilterPath, body: OldFilterChangeBody, returns: 'V1_Filter' } as const
const changed = async (c: Somebody & { params: { id: number }; body: OldFilterChange }) => {
  await changeOldFilter(c.site, c.viewer, c.params.id, c.body)
  return await shown(c, c.params.id)
}

/** Filters as apps from before Mastodon 4.0 know them (iOS 2024.11): one keyword each, and the id is the keyword's. */
export const oldFiltersArea = area('filters of before 4.0', [
  get('/api/v1/filters', { scope: read, returns: 'V1_Filter[]' }, async (c) =>
    old((await listOldFilters(c.site, c.viewer)).map(oldFilterJson)),
  ),
  post('/api/v1/filters', { scope: write, body: OldFilterBody, returns: 'V1_Filter' }, async (c) => {
    const { filter, keywords } = await createFilter(c.site, c.viewer, c.body)
    return old(oldFilterJson({ filter, keyword: keywords[0]! }))
  }),
  get(one, { scope: read, params: FilterPath, returns: 'V1_Filter' }, async (c) => await shown(c, c.params.id)),
  put(one, change, changed),
  patch(one, change, changed),
  del(one, { scope: write, params: FilterPath, returns: 'Empty' }, async (c) => {
    await deleteKeyword(c.site, c.viewer, c.params.id)
    return old({})
  }),
])
