import { area, type Call, get, post } from '#http/area.ts'
import { paged, rowCursors } from '#http/links.ts'
import { followTag } from './follow-tag.ts'
import { followedTags } from './followed-tags.ts'
import { showTag } from './show-tag.ts'
import { loadTags, tagJson } from './tags.json.ts'
import { FollowedTagsQuery, TagPath } from './tags.input.ts'
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
])
