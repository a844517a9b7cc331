import { type ListPage, listPage, type ListWish, wishedPage } from '#base/list-page.ts'
import type { Page } from '#base/paging.ts'
import { OlderNewer } from '#features/accounts/accounts.input.ts'
import type { OwnWords } from '#features/accounts/end.html.ts'
import { ListPath } from '#features/lists/lists.input.ts'
import { listLinks, listPath } from '#features/lists/lists.html.ts'
import { listsOf } from '#features/lists/lists.queries.ts'
import { ownList } from '#features/lists/own-list.ts'
import { feedView, feedViews } from '#features/statuses/feed.html.ts'
import { loadStatusParts } from '#features/statuses/statuses.json.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import { showTag } from '#features/tags/show-tag.ts'
import { tagPath, tagView } from '#features/tags/tags.html.ts'
import { TagPath } from '#features/tags/tags.input.ts'
import { go, page, pageArea, type PageCall, view } from '#http/page.ts'
import { listIds } from './list-ids.ts'
import { publicIds } from './public-ids.ts'
import { tagIds } from './tag-ids.ts'

type Call = Pick<PageCall, 'site' | 'viewer' | 'say'> & { query: ListWish }

/** One of the lists that grow at their top: what is asked of the socket, where it stands, how it is read. */
interface Timeline {
  path: string
  channels: string
  words: OwnWords
  ids(wish: Page): Promise<number[]>
}

/** A page of a timeline; undefined when what was newer than the first page has gone, so that the first page itself is to be shown. */
async function timelinePage({ site, viewer, query }: Call, { path, channels, words, ids }: Timeline) {
  await site.events.catchUp()
  // Read before the posts: what comes in between is then sent by the socket, and not lost.
  const since = site.events.position()
  const list: ListPage = listPage(path, query, await ids(wishedPage(query)))
  if (list.first && query.min_id !== undefined) return undefined
  const posts = feedViews(await loadStatusParts(site, site.store.read, list.ids, viewer, canList))
  const live = list.first ? { channels, since, rings: true } : null
  const day = { locale: viewer.locale, timeZone: viewer.timeZone, now: site.clock.now() }
  return { feed: feedView({ posts, list, words, live, day }) }
}

export const timelinesPages = pageArea('timelines', [
  page('/public', {}, async () => go('/public/local')),

  page('/public/local', { query: OlderNewer }, async (c) => {
    const path = '/public/local'
    const shown = await timelinePage(c, {
      path,
      channels: 'public',
      words: { title: 'feed.empty_title', text: 'feed.empty', end: 'home.end', go: { path: '/publish', label: 'home.say_hello' } },
      ids: async (wish) => await publicIds(c.site, c.viewer, wish, { from: 'here' }),
    })
    if (!shown) return go(path)
    const lists = listLinks(await listsOf(c.site.store.read, c.viewer.accountId))
    return view('timelines/everyone', c.say('feed.everyone'), { lists, ...shown })
  }),

  page('/tags/:name', { params: TagPath, query: OlderNewer }, async (c) => {
    const tag = await showTag(c.site, c.viewer, c.params.name)
    const path = tagPath(tag.name)
    const shown = await timelinePage(c, {
      path,
      channels: `tag:${tag.name}`,
      words: { title: 'tags.empty_title', text: 'tags.empty', end: 'tags.end', name: tag.display },
      ids: async (wish) => await tagIds(c.site, c.viewer, wish, { any: [tag.name], all: [], none: [] }),
    })
    if (!shown) return go(path)
    return view('timelines/tag', `#${tag.display}`, { tag: tagView(c.site, tag), ...shown })
  }),

  page('/lists/:id', { params: ListPath, query: OlderNewer }, async (c) => {
    const list = await ownList(c.site.store.read, c.viewer, c.params.id)
    const path = listPath(list)
    const shown = await timelinePage(c, {
      path,
      channels: `list:${list.id}`,
      words: { title: 'lists.quiet_title', text: 'lists.quiet', end: 'home.end', go: { path: `${path}/members`, label: 'lists.members' } },
      ids: async (wish) => await listIds(c.site, c.viewer, list.id, wish),
    })
    if (!shown) return go(path)
    const lists = listLinks(await listsOf(c.site.store.read, c.viewer.accountId))
    return view('timelines/list', list.title, { path, exclusive: list.exclusive, lists, ...shown })
  }),
])
