import { listPage, type ListWish } from '#base/list-page.ts'
import { type PersonView, personView } from '#features/accounts/accounts.html.ts'
import type { AccountParts } from '#features/accounts/accounts.json.ts'
import type { JoiningRow } from './account-lists.queries.ts'

/** Somebody whom a person keeps away; `until` in Unix ms, null = for ever. */
export interface KeptAway {
  person: PersonView
  until: number | null
}

/** One page of people who are kept away, in the order of the rows that say so. `found` holds one more than a page shows. */
export function keptAwayPage(
  path: string,
  wish: ListWish,
  found: readonly (JoiningRow & { until?: number | null })[],
  accounts: ReadonlyMap<number, AccountParts>,
): { people: KeptAway[]; older: string } {
  const { ids, older } = listPage(
    path,
    wish,
    found.map((row) => row.id),
  )
  const shown = new Set(ids)
  const people = found.flatMap((row) => {
    const parts = shown.has(row.id) ? accounts.get(row.accountId) : undefined
    return parts ? [{ person: personView(parts), until: row.until ?? null }] : []
  })
  return { people, older }
}
