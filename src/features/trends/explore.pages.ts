import { partAfter, wishedSkip } from '#base/list-page.ts'
import { feedView, feedViews } from '#features/statuses/feed.html.ts'
import { tagView } from '#features/tags/tags.html.ts'
import { loadTags } from '#features/tags/tags.json.ts'
import { page, pageArea, view } from '#http/page.ts'
import { trendingStatuses } from './trending-statuses.ts'
import { ExploreQuery } from './trends.input.ts'
import { trendingTagIds } from './trends.queries.ts'
import { trendsSince } from './trends-since.ts'

/** Hashtags over the posts. */
const mostTags = 5

export const explorePages = pageArea('explore', [
  page('/explore', { query: ExploreQuery }, async (c) => {
    const { site, viewer } = c
    const { skip } = c.query
    const db = site.store.read
    const since = site.events.position()
    const { shown, ...list } = partAfter('/explore', skip, await trendingStatuses(site, viewer, wishedSkip(skip)))
    const tagIds = list.first ? await trendingTagIds(db, trendsSince(site), { limit: mostTags, offset: 0 }) : []
    const words = { title: 'explore.empty_title', text: 'explore.empty', end: 'explore.end' }
    return view('explore', c.say('explore.title'), {
      tags: (await loadTags(site, db, viewer.accountId, tagIds)).map((tag) => tagView(site, tag, true)),
      feed: feedView({ posts: feedViews(shown), list, words, live: { channels: 'posts', since, rings: false } }),
    })
  }),
])
