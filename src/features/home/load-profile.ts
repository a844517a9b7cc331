import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { type AccountParts, loadAccounts } from '#features/accounts/accounts.json.ts'
import { accountIdByName } from '#features/accounts/accounts.queries.ts'
import { listEndorsed } from '#features/relationships/list-endorsed.ts'
import { loadRelationships, type RelationshipParts } from '#features/relationships/relationships.json.ts'
import { showFeaturedTagsOf } from '#features/tags/featured-tags.json.ts'
import type { Site } from '#platform/site.ts'

/** Somebody's profile without its posts. */
export interface Profile {
  who: AccountParts
  /** What stands between the viewer and the account; undefined on one's own profile. */
  between: RelationshipParts | undefined
  /** Spellings of the hashtags that the account features. */
  tags: string[]
  /** Whom it recommends. */
  endorsed: AccountParts[]
}

/** So many recommended people stand beside a profile. */
const mostEndorsed = 10

/** The profile with this handle. Throws 404 for nobody's and for a suspended account's. */
export async function loadProfile(site: Site, viewer: Viewer, handle: string): Promise<Profile> {
  const db = site.store.read
  const id = await accountIdByName(db, handle)
  const who = id === undefined ? undefined : (await loadAccounts(db, [id])).get(id)
  if (id === undefined || !who || who.account.suspendedAt !== null) throw notFound('account')
  const own = id === viewer.accountId
  const featured = own || who.account.showFeatured
  const tags = featured ? (await showFeaturedTagsOf(site, viewer, id)).map((tag) => tag.name) : []
  const rows = featured ? await listEndorsed(site, viewer, id, { limit: mostEndorsed }) : []
  const people = await loadAccounts(
    db,
    rows.map((row) => row.accountId),
  )
  return {
    who,
    between: own ? undefined : (await loadRelationships(db, viewer.accountId, [id])).get(id),
    tags,
    endorsed: rows.flatMap((row) => people.get(row.accountId) ?? []),
  }
}
