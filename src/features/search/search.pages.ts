import { partAfter, wishedSkip } from '#base/list-page.ts'
import { postsEnd, rowsEnd } from '#features/accounts/end.html.ts'
import { loadPeople } from '#features/relationships/load-people.ts'
import { personRows } from '#features/relationships/people.html.ts'
import { feedView, feedViews } from '#features/statuses/feed.html.ts'
import { tagView } from '#features/tags/tags.html.ts'
import { page, pageArea, view } from '#http/page.ts'
import { findAll } from './find-all.ts'
import { pageKinds, SearchPageQuery } from './search.input.ts'
import { foundParts, operators, searchPath, searchTabs } from './search.html.ts'

export const searchPages = pageArea('search', [
  page('/search', { query: SearchPageQuery, limit: 'search' }, async (c) => {
    const { site, viewer } = c
    const { q, type, skip } = c.query
    const path = searchPath(q, type)
    const about = { q, type, tabs: searchTabs(q, type), operators }
    if (q === '') return view('search', c.say('search.title'), { ...about, found: null })
    const wish = type === '' ? { limit: foundParts.all, skip: 0 } : { limit: wishedSkip(skip).limit, skip }
    const wanted = type === '' ? Object.values(pageKinds) : [pageKinds[type]]
    const since = site.events.position()
    const { accountIds, hashtags, statuses } = await findAll(site, viewer, {
      text: q,
      wanted,
      typed: type !== '',
      following: false,
      ...wish,
    })
    const cut = <T>(list: readonly T[]) =>
      type === '' ? { ...partAfter(path, 0, list), shown: list.slice(0, foundParts.each) } : partAfter(path, skip, list)
    const [people, tags, posts] = [cut(accountIds), cut(hashtags), cut(statuses)]
    const words = { title: 'search.nothing_title', text: 'search.nothing', end: 'search.end', name: q }
    const more = (kind: keyof typeof pageKinds, count: number) => (type === '' && count > foundParts.each ? searchPath(q, kind) : '')
    const none = accountIds.length + hashtags.length + statuses.length === 0
    const end = type === 'posts' ? postsEnd(words) : rowsEnd(words)
    const at = { people, tags, posts, '': { older: '', newer: '' } }[type]
    return view('search', c.say('search.title_for', { q }), {
      ...about,
      found: {
        people: personRows(await loadPeople(site.store.read, viewer, people.shown)),
        more_people: more('people', accountIds.length),
        tags: tags.shown.map((tag) => tagView(site, tag, true)),
        more_tags: more('tags', hashtags.length),
        feed: feedView({ posts: feedViews(posts.shown), list: posts, words, live: { channels: 'posts', since, rings: false } }),
        more_posts: more('posts', statuses.length),
        end: { empty: none && skip === 0, older: at.older, newer: at.newer, words: end },
      },
    })
  }),
])
