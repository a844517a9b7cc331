import { missingParam, unauthorized } from '#base/errors.ts'
import { area, get } from '#http/area.ts'
import { SearchQuery } from './search.input.ts'
import { searchAll } from './search-all.ts'

export const searchArea = area('search', [
  // Open to guests in Mastodon, not here (SEC:V23); whoever is none of ours hears Mastodon's words.
  get('/api/v2/search', { scope: 'read:search', who: 'anyone', query: SearchQuery, limit: 'search', returns: 'Search' }, async (c) => {
    if (c.caller.kind !== 'token') {
      if (c.query.paged) throw unauthorized('search_paged', 'Search queries pagination is not supported without authentication')
      if (c.query.resolve)
        throw unauthorized('search_resolve', 'Search queries that resolve remote resources are not supported without authentication')
    }
    const { viewer } = c
    if (c.query.text === '') throw missingParam('q')
    return await searchAll(c.site, viewer, c.query)
  }),
])
