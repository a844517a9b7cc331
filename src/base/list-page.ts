import type { Page } from './paging.ts'

/** Posts on one page. */
const perPage = 20

/** What a person asked for by "older" or "newer". */
export interface ListWish {
  max_id?: number
  min_id?: number
}

/** One more than is shown, to know whether there is more. */
export const wishedPage = ({ max_id, min_id }: ListWish): Page => ({
  limit: perPage + 1,
  ...(max_id === undefined ? {} : { maxId: max_id }),
  ...(min_id === undefined ? {} : { minId: min_id }),
})

/** The ids that are shown, and where "older" and "newer" lead; '' = nowhere. */
export interface ListPage {
  ids: number[]
  older: string
  newer: string
  /** Nothing is newer than this page. */
  first: boolean
}

/** The address of a part of a list; the list's own may have a query already. */
const at = (path: string, cursor: string, value: number | undefined) => `${path}${path.includes('?') ? '&' : '?'}${cursor}=${value}`

/** Cuts what `wishedPage` yielded to a page. `path` is the list's own address. */
export function listPage(path: string, wish: ListWish, found: readonly number[]): ListPage {
  const up = wish.min_id !== undefined
  const more = found.length > perPage
  // Upwards the surplus one is the newest, downwards the oldest.
  const ids = up && more ? found.slice(1) : found.slice(0, perPage)
  const first = up ? !more : wish.max_id === undefined
  return {
    ids,
    older: up || more ? at(path, 'max_id', ids.at(-1) ?? wish.min_id) : '',
    newer: first ? '' : at(path, 'min_id', ids.at(0) ?? wish.max_id),
    first,
  }
}

/** A part of a list and where its neighbours are; '' = nowhere. */
export interface PartOf<T> extends Omit<ListPage, 'ids'> {
  shown: T[]
}

/** Cuts rows that `wishedPage` yielded for a list which is walked downwards only; "newer" leads to its top. */
export function partBelow<R extends { id: number }>(path: string, { max_id }: ListWish, rows: readonly R[]): PartOf<R> {
  const { ids, older, first } = listPage(
    path,
    max_id === undefined ? {} : { max_id },
    rows.map((row) => row.id),
  )
  return { shown: rows.slice(0, ids.length), older, newer: first ? '' : path, first }
}

/** What is asked for of a list that is walked by counting: one more than is shown. */
export const wishedSkip = (skip: number) => ({ limit: perPage + 1, offset: skip })

/** Cuts what `wishedSkip` yielded; `skip` says in its links how many are skipped. */
export function partAfter<T>(path: string, skip: number, found: readonly T[]): PartOf<T> {
  const back = Math.max(0, skip - perPage)
  return {
    shown: found.slice(0, perPage),
    older: found.length > perPage ? at(path, 'skip', skip + perPage) : '',
    newer: skip === 0 ? '' : back === 0 ? path : at(path, 'skip', back),
    first: skip === 0,
  }
}
