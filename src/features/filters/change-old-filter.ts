import { unprocessable } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { filtersChanged } from './filters.events.ts'
import { keywordsOfFilters, updateFilter, updateKeyword } from './filters.queries.ts'
import type { Filter } from './filters.schema.ts'
import { ownKeyword } from './own-filter.ts'

/** A keyword and its filter as one thing; `seconds` until it ends, null = never, absent = as it is. */
export interface OldFilterChange {
  phrase: string
  wholeWord?: boolean
  contexts: Filter['contexts']
  action?: Filter['action']
  seconds?: number | null
}

/**
 * Changes a keyword of the viewer's together with its filter. Throws 404 for anybody else's, 422 when the filter would change and has other
 * keywords, too: an app that knows one only cannot mean that.
 */
export async function changeOldFilter(site: Site, viewer: Pick<Viewer, 'accountId'>, id: number, change: OldFilterChange): Promise<void> {
  await site.store.tx(async (db) => {
    const { filter } = await ownKeyword(db, viewer, id)
    const { phrase, wholeWord, contexts, action = filter.action, seconds } = change
    const expiresAt = seconds === undefined ? filter.expiresAt : seconds === null ? null : site.clock.now() + seconds * 1000
    const next = { title: phrase, contexts, action, expiresAt }
    const same = (Object.keys(next) as (keyof typeof next)[]).every((key) => String(next[key]) === String(filter[key]))
    if (!same && (await keywordsOfFilters(db, [filter.id])).length > 1)
      throw unprocessable(
        'several_keywords',
        'These parameters cannot be changed from this application because they apply to more than one filter keyword. Use a more recent application or the web interface.',
      )
    await updateFilter(db, filter.id, next)
    await updateKeyword(db, id, { keyword: phrase, ...(wholeWord === undefined ? {} : { wholeWord }) })
    await site.events.add(db, filtersChanged, { accountId: viewer.accountId })
  })
}
