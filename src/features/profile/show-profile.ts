import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { accountJson, loadAccounts } from '#features/accounts/accounts.json.ts'
import type { Site } from '#platform/site.ts'
import { showFeaturedTags } from '#features/tags/featured-tags.json.ts'

/** Mastodon's Profile: the own profile as its owner edits it, with raw and rendered texts; a picture that was not chosen is null. */
export async function showProfile(site: Site, viewer: Pick<Viewer, 'accountId'>) {
  const parts = (await loadAccounts(site.store.read, [viewer.accountId])).get(viewer.accountId)
  if (!parts) throw notFound('account')
  const { account } = parts
  const shown = accountJson(site, parts)
  return {
    id: shown.id,
    display_name: account.displayName,
    note: account.note,
    fields: shown.fields.map((field, i) => ({ ...field, value: account.fields[i]?.value ?? '' })),
    formatted_note: shown.note,
    formatted_fields: shown.fields,
    avatar: account.avatarFile ? shown.avatar : null,
    avatar_static: account.avatarFile ? shown.avatar_static : null,
    avatar_description: account.avatarDescription,
    header: account.headerFile ? shown.header : null,
    header_static: account.headerFile ? shown.header_static : null,
    header_description: account.headerDescription,
    locked: account.locked,
    bot: account.bot,
    hide_collections: account.hideCollections,
    discoverable: account.discoverable,
    indexable: account.indexable,
    show_media: account.showMedia,
    show_media_replies: account.showMediaReplies,
    show_featured: account.showFeatured,
    attribution_domains: [],
    featured_tags: await showFeaturedTags(site, viewer.accountId),
  }
}
