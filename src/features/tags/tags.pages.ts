import { partBelow, wishedPage } from '#base/list-page.ts'
import type { Viewer } from '#base/viewer.ts'
import { OlderNewer } from '#features/accounts/accounts.input.ts'
import { rowsEnd } from '#features/accounts/end.html.ts'
import { ownPath } from '#http/own-path.ts'
import { form, go, page, pageArea, stream, view } from '#http/page.ts'
import type { LimitName } from '#http/row.ts'
import type { Site } from '#platform/site.ts'
import { z } from 'zod'
import { featureTag } from './feature-tag.ts'
import { followTag } from './follow-tag.ts'
import { followedTags } from './followed-tags.ts'
import { showTag } from './show-tag.ts'
import { tagName } from './tag-name.ts'
import { tagPath, tagView } from './tags.html.ts'
import { TagPath } from './tags.input.ts'
import { loadTags } from './tags.json.ts'
import { unfeatureTag } from './unfeature-tag.ts'
import { unfollowTag } from './unfollow-tag.ts'

/** The list in which the button stands; none on the page of the hashtag. */
const TagForm = z.object({ back: z.string().max(2000).exactOptional() })

/** One thing that a person does with a hashtag: in place where the page can change itself. `button` is the start of its id. */
const deed = (
  name: string,
  verb: (site: Site, viewer: Viewer, tag: string) => Promise<unknown>,
  o: { flash: string; button: string; limit?: LimitName },
) =>
  form(`/tags/:name/${name}`, { params: TagPath, body: TagForm, ...(o.limit ? { limit: o.limit } : {}) }, async (c) => {
    await verb(c.site, c.viewer, c.params.name)
    const { back } = c.body
    const tag = tagView(c.site, await showTag(c.site, c.viewer, c.params.name), back !== undefined)
    if (c.wantsStream) return stream([{ action: 'replace', target: `tag-${tag.key}`, partial: 'tag-acts', data: tag, morph: true }])
    return go(back === undefined ? tagPath(tag.name) : ownPath(back), { flash: `flash.${o.flash}`, focus: `${o.button}-${tag.key}` })
  })

const words = {
  title: 'tags.none_title',
  text: 'tags.none',
  end: 'tags.all_followed',
}

export const tagsPages = pageArea('tags', [
  page('/followed-tags', { query: OlderNewer }, async (c) => {
    const db = c.site.store.read
    const { shown, ...part } = partBelow('/followed-tags', c.query, await followedTags(c.site, c.viewer, wishedPage(c.query)))
    const ids = shown.map((row) => row.tagId)
    const tags = (await loadTags(c.site, db, c.viewer.accountId, ids)).map((tag) => tagView(c.site, tag, true))
    const data = { tags, empty: tags.length === 0 && part.first, older: part.older, newer: part.newer, words: rowsEnd(words) }
    return view('tags/followed', c.say('tags.followed'), data)
  }),

  deed('follow', followTag, { flash: 'tag_followed', button: 'tag-follow', limit: 'follows' }),
  deed('unfollow', unfollowTag, { flash: 'tag_unfollowed', button: 'tag-follow' }),
  deed('feature', async (site, viewer, tag) => await featureTag(site, viewer, tagName(tag).display, { again: true }), {
    flash: 'tag_featured',
    button: 'tag-feature',
  }),
  deed('unfeature', async (site, viewer, name) => await unfeatureTag(site, viewer, { name }), {
    flash: 'tag_unfeatured',
    button: 'tag-feature',
  }),
])
