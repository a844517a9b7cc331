import { listPage, type ListWish, partBelow, wishedPage } from '#base/list-page.ts'
import { OlderNewer } from '#features/accounts/accounts.input.ts'
import { listFollows } from '#features/relationships/list-follows.ts'
import { loadPeople } from '#features/relationships/load-people.ts'
import { peopleView } from '#features/relationships/people.html.ts'
import { feedView, feedViews } from '#features/statuses/feed.html.ts'
import { postView } from '#features/statuses/statuses.html.ts'
import { loadStatusParts } from '#features/statuses/statuses.json.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import { accountStatusIds, type AccountWish } from '#features/timelines/account-status-ids.ts'
import { go, page, pageArea, type PageCall, view } from '#http/page.ts'
import { NamePath } from './home.input.ts'
import { loadProfile, type Profile } from './load-profile.ts'
import { picturesView } from './pictures-page.html.ts'
import { profilePagePath, profileTabs, profileView } from './profile.html.ts'
import { type ProfileFeed, profileFeeds } from './profile-feeds.ts'

type Call = Pick<PageCall, 'site' | 'viewer'> & { params: { user: string }; query: ListWish }

/** More than anybody may pin. */
const mostPinned = 40

/** The posts of one page of a profile; undefined when what was newer than the first page has gone. */
async function postsOf({ site, viewer, query }: Call, path: string, { who: { account } }: Profile, wish: AccountWish) {
  const list = listPage(path, query, await accountStatusIds(site, viewer, account.id, wishedPage(query), wish))
  if (list.first && query.min_id !== undefined) return undefined
  return { list, posts: await loadStatusParts(site, site.store.read, list.ids, viewer, canList) }
}

/** What stands over the newest posts, in the order of the pins. */
async function pinnedOf({ site, viewer }: Call, { who: { account } }: Profile) {
  const ids = await accountStatusIds(site, viewer, account.id, { limit: mostPinned }, { pinned: true })
  return await loadStatusParts(site, site.store.read, ids, viewer, canList)
}

const posts = (which: ProfileFeed) =>
  page(which === 'posts' ? '/@:user' : `/@:user/${which}`, { params: NamePath, query: OlderNewer }, async (c) => {
    const { site } = c
    const since = site.events.position()
    const profile = await loadProfile(site, c.viewer, c.params.user)
    const head = profileView(site.config.url, profile, site.clock.now(), which)
    const { name, path } = head.person
    const here = profilePagePath(path, which)
    const found = await postsOf(c, here, profile, profileFeeds[which])
    if (!found) return go(here)
    const pinned = which === 'posts' && found.list.first ? await pinnedOf(c, profile) : []
    const above = new Set(pinned.map((one) => one.status.id))
    const words = { title: 'profile.empty_title', text: 'profile.empty', end: 'profile.end', name }
    const feed = feedView({
      // What is pinned stands once on this page.
      posts: feedViews(found.posts).filter((post) => !above.has(Number(post.id))),
      list: found.list,
      words,
      live: found.list.first
        ? { channels: `${which}:${head.person.username}`, since, rings: !head.own }
        : { channels: 'posts', since, rings: false },
    })
    const empty = feed.empty && pinned.length === 0
    return view('profile/posts', name, { ...head, pinned: pinned.map(postView), feed: { ...feed, empty } })
  })

const people = (side: 'followers' | 'following') =>
  page(`/@:user/${side}`, { params: NamePath, query: OlderNewer }, async (c) => {
    const { site, viewer, query } = c
    const profile = await loadProfile(site, viewer, c.params.user)
    const { account } = profile.who
    const head = profileView(site.config.url, profile, site.clock.now(), side)
    const { name, path } = head.person
    const wish = query.max_id === undefined ? {} : { max_id: query.max_id }
    const rows = await listFollows(site, viewer, account.id, side, wishedPage(wish))
    const { shown, ...part } = partBelow(profilePagePath(path, side), wish, rows)
    const ids = shown.map((row) => row.accountId)
    const hidden = account.hideCollections && !head.own
    const text = hidden ? 'profile.people_hidden' : `profile.no_${side}`
    const words = { title: `profile.no_${side}_title`, text, end: 'people.end', name }
    const found = peopleView(
      await loadPeople(site.store.read, viewer, ids),
      part,
      hidden ? { ...words, title: 'profile.people_hidden_title' } : words,
    )
    return view('profile/people', name, { ...head, list_key: profileTabs[side], list: found })
  })

export const profilesPages = pageArea('profiles', [
  posts('posts'),
  posts('with_replies'),

  page('/@:user/media', { params: NamePath, query: OlderNewer }, async (c) => {
    const { site } = c
    const profile = await loadProfile(site, c.viewer, c.params.user)
    const head = profileView(site.config.url, profile, site.clock.now(), 'media')
    const here = profilePagePath(head.person.path, 'media')
    const found = await postsOf(c, here, profile, { onlyMedia: true, withoutBoosts: true })
    if (!found) return go(here)
    return view('profile/media', head.person.name, { ...head, ...picturesView(found.posts, found.list, head.person.name) })
  }),

  people('followers'),
  people('following'),
])
