import { foldHashtag } from '#base/text/fold-hashtag.ts'
import type { Viewer } from '#base/viewer.ts'
import { searchAccounts } from '#features/relationships/search-accounts.ts'
import { loadStatusParts, type StatusParts } from '#features/statuses/statuses.json.ts'
import { canList, canSee } from '#features/statuses/statuses.policy.ts'
import type { TagParts } from '#features/tags/tags.json.ts'
import type { Site } from '#platform/site.ts'
import { type Addressed, findAddress } from './find-address.ts'
import { type Kind, mostOffset } from './search.input.ts'
import { searchStatuses } from './search-statuses.ts'
import { searchTags } from './search-tags.ts'

export interface Wish {
  text: string
  /** Which kinds are looked for. */
  wanted: readonly Kind[]
  /** Somebody asked for one kind. */
  typed: boolean
  limit: number
  skip: number
  following: boolean
  account_id?: number
  min_id?: number
  max_id?: number
}

/** What fits, of each kind; accounts by their ids. */
export interface Found {
  accountIds: number[]
  statuses: StatusParts[]
  hashtags: TagParts[]
}

/** What fits a search; an address of this server finds what stands there and nothing else. */
export async function findAll(site: Site, viewer: Viewer, wish: Wish): Promise<Found> {
  const { text, limit, skip } = wish
  const found: Found = { accountIds: [], statuses: [], hashtags: [] }
  if (limit === 0 || skip > mostOffset) return found
  const addressed = await findAddress(site, text)
  if (addressed)
    return { ...found, ...(skip === 0 && wish.wanted.includes(addressed.type) ? await atAddress(site, viewer, addressed) : {}) }
  const kinds = kindsFor(wish)
  const page = { text, limit, offset: skip }
  return {
    ...found,
    ...(kinds.includes('accounts') ? { accountIds: await searchAccounts(site, viewer, { ...page, followed: wish.following }) } : {}),
    ...(kinds.includes('statuses') ? { statuses: await foundStatuses(site, viewer, { ...wish, offset: skip }) } : {}),
    ...(kinds.includes('hashtags') ? { hashtags: await searchTags(site, viewer, page) } : {}),
  }
}

/** A handle alone is no hashtag and no word, and a hashtag no name, unless just these were asked for. */
function kindsFor({ text, wanted, typed }: Wish): readonly Kind[] {
  if (typed || /\s/u.test(text)) return wanted
  if (/^[#＃]/u.test(text)) return wanted.filter((kind) => kind !== 'accounts')
  return /^@|^[^\s@]+@[^\s@]+$/u.test(text) ? wanted.filter((kind) => kind === 'accounts') : wanted
}

async function foundStatuses(site: Site, viewer: Viewer, wish: Wish & { offset: number }) {
  const ids = await searchStatuses(site, viewer, {
    text: wish.text,
    limit: wish.limit,
    offset: wish.offset,
    ...(wish.account_id === undefined ? {} : { authorId: wish.account_id }),
    ...(wish.min_id === undefined ? {} : { sinceId: wish.min_id }),
    ...(wish.max_id === undefined ? {} : { maxId: wish.max_id }),
  })
  return await loadStatusParts(site, site.store.read, ids, viewer, canList)
}

/** What stands at an address, as far as the viewer may see it there. */
async function atAddress(site: Site, viewer: Viewer, { type, id, name = '' }: Addressed): Promise<Partial<Found>> {
  if (type === 'hashtags') {
    const tags = await searchTags(site, viewer, { text: name, limit: 1, offset: 0 })
    return { hashtags: tags.filter((tag) => tag.name === foldHashtag(name)) }
  }
  const ids = id === undefined ? [] : [id]
  if (type === 'accounts') return { accountIds: ids }
  return { statuses: await loadStatusParts(site, site.store.read, ids, viewer, canSee) }
}
