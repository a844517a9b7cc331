import { missingParam } from '#base/errors.ts'
import { AccountPath } from '#features/accounts/accounts.input.ts'
import { area, type Call, del, get, post } from '#http/area.ts'
import { paged, rowCursors } from '#http/links.ts'
import { featuredTagJson, showFeaturedTags, showFeaturedTagsOf } from './featured-tags.json.ts'
import { latelyUsedTags } from './featured-tags.queries.ts'
import { featureTag } from './feature-tag.ts'
import { followTag } from './follow-tag.ts'
import { followedTags } from './followed-tags.ts'
import { showTag } from './show-tag.ts'
import { tagName } from './tag-name.ts'
import { loadTags, tagJson } from './tags.json.ts'
import { FeaturedTagBody, FeaturedTagPath, FollowedTagsQuery, TagPath } from './tags.input.ts'
import { unfeatureTag } from './unfeature-tag.ts'
import { unfollowTag } from './unfollow-tag.ts'

const shown = async (c: Pick<Call, 'site' | 'viewer'> & { params: { name: string } }) =>
  tagJson(c.site, await showTag(c.site, c.viewer, c.params.name))

export const tagsArea = area('tags', [
  get('/api/v1/followed_tags', { scope: ['read:follows', 'follow'], query: FollowedTagsQuery, returns: 'Tag[]' }, async (c) => {
    const rows = await followedTags(c.site, c.viewer, c.query)
    const ids = rows.map((row) => row.tagId)
    const tags = await loadTags(c.site, c.site.store.read, c.viewer.accountId, ids)
    return paged(
      c,
      tags.map((tag) => tagJson(c.site, tag)),
      rowCursors(rows, c.query.limit),
    )
  }),
  // Nothing is open to strangers here (SEC:V23), and Mastodon asks for no scope: any person's token does.
  get('/api/v1/tags/:name', { scope: 'any', params: TagPath, returns: 'Tag' }, shown),
  post(
    '/api/v1/tags/:name/follow',
    { scope: ['write:follows', 'follow'], params: TagPath, limit: 'follows', returns: 'Tag' },
    async (c) => {
      await followTag(c.site, c.viewer, c.params.name)
      return await shown(c)
    },
  ),
  post('/api/v1/tags/:name/unfollow', { scope: ['write:follows', 'follow'], params: TagPath, returns: 'Tag' }, async (c) => {
    await unfollowTag(c.site, c.viewer, c.params.name)
    return await shown(c)
  }),
  post('/api/v1/tags/:name/feature', { scope: 'write:accounts', params: TagPath, returns: 'Tag' }, async (c) => {
    await featureTag(c.site, c.viewer, tagName(c.params.name).display, { again: true })
    return await shown(c)
  }),
  post('/api/v1/tags/:name/unfeature', { scope: 'write:accounts', params: TagPath, returns: 'Tag' }, async (c) => {
    await unfeatureTag(c.site, c.viewer, c.params)
    return await shown(c)
  }),
  get(
    '/api/v1/featured_tags',
    { scope: 'read:accounts', returns: 'FeaturedTag[]' },
    async (c) => await showFeaturedTags(c.site, c.viewer.accountId),
  ),
  post('/api/v1/featured_tags', { scope: 'write:accounts', body: FeaturedTagBody, returns: 'FeaturedTag' }, async (c) => {
    if (c.body.name === '') throw missingParam('name')
    return featuredTagJson(c.site, await featureTag(c.site, c.viewer, c.body.name))
  }),
  del(
    '/api/v1/featured_tags/:id',
    { scope: 'write:accounts', params: FeaturedTagPath, returns: 'Empty' },
    async (c) => await unfeatureTag(c.site, c.viewer, c.params),
  ),
  get('/api/v1/featured_tags/suggestions', { scope: 'read:accounts', returns: 'Tag[]' }, async (c) => {
    const db = c.site.store.read
    const tags = await loadTags(c.site, db, c.viewer.accountId, await latelyUsedTags(db, c.viewer.accountId, 10))
    return tags.map((tag) => tagJson(c.site, tag))
  }),
  get(
    '/api/v1/accounts/:id/featured_tags',
    { scope: 'read:accounts', params: AccountPath, returns: 'FeaturedTag[]' },
    async (c) => await showFeaturedTagsOf(c.site, c.viewer, c.params.id),
  ),
])
