import { announce } from './offers.ts'
import { type CountsWorld, few, many } from './world.ts'

type Reader = 'busy' | 'small' | 'wary' | 'cross'

/**
 * A request for a short page and one for a long page of the same list, and who asks. `least`: what the long one shows, where no list shows
 * `many`. `grow` is done between the two, where everybody sees the same.
 */
export type Scenario = (w: CountsWorld) => Record<'few' | 'many', [Reader, string]> & { least?: number; grow?: () => Promise<void> }

/** A list that is asked for in pages. */
const pages =
  (who: Reader, path: (w: CountsWorld) => string): Scenario =>
  (w) => {
    const page = (limit: number): [Reader, string] => [who, `${path(w)}${path(w).includes('?') ? '&' : '?'}limit=${limit}`]
    return { few: page(few), many: page(many) }
  }
/** Things that are asked for by their ids. */
const byIds =
  (path: string, ids: (w: CountsWorld) => readonly number[]): Scenario =>
  (w) => {
    const ask = (count: number): [Reader, string] => {
      const list = ids(w).slice(0, count)
      return ['busy', `${path}?${list.map((id) => `id[]=${id}`).join('&')}`]
    }
    return { few: ask(few), many: ask(many) }
  }
/** Lists without pages: somebody has few, somebody many. */
const two =
  (path: string): Scenario =>
  () => ({ few: ['small', path], many: ['busy', path] })
/** The list of a thing, of which there is one with few and one with many. */
const things =
  (path: (id: number) => string, pair: (w: CountsWorld) => { few: number; many: number }): Scenario =>
  (w) => ({ few: ['busy', path(pair(w).few)], many: ['busy', path(pair(w).many)] })

const peopleIds = (w: CountsWorld) => w.people.map((one) => one.accountId)
const theirs = (w: CountsWorld) => `/api/v1/accounts/${w.busy.accountId}`
const talks = (w: CountsWorld) => ({ few: w.smallPost, many: w.busyPost })
/** A group shows eight of its people and leads to all of them. */
const favourites =
  (rest: string, least?: number): Scenario =>
  (w) => {
    const ask = (size: 'few' | 'many'): [Reader, string] => ['busy', `/api/v2/notifications/${w.groups[size]}${rest}`]
    return { few: ask('few'), many: ask('many'), ...(least === undefined ? {} : { least }) }
  }

/** What is asked of each list endpoint, by its row. A list endpoint that is not here fails the test. */
export const scenarios: Readonly<Record<string, Scenario | readonly Scenario[]>> = {
  'GET /api/v1/accounts/relationships': byIds('/api/v1/accounts/relationships', peopleIds),
  'GET /api/v1/accounts/familiar_followers': byIds('/api/v1/accounts/familiar_followers', peopleIds),
  'GET /api/v1/accounts': byIds('/api/v1/accounts', peopleIds),
  'GET /api/v1/statuses': byIds('/api/v1/statuses', (w) => w.posts),
  'GET /api/v1/accounts/:id/followers': pages('busy', (w) => `${theirs(w)}/followers`),
  'GET /api/v1/accounts/:id/following': pages('busy', (w) => `${theirs(w)}/following`),
  'GET /api/v1/accounts/:id/endorsements': pages('small', (w) => `${theirs(w)}/endorsements`),
  'GET /api/v1/endorsements': pages('busy', () => '/api/v1/endorsements'),
  'GET /api/v1/accounts/search': pages('busy', () => '/api/v1/accounts/search?q=person'),
  'GET /api/v1/blocks': pages('cross', () => '/api/v1/blocks'),
  'GET /api/v1/mutes': pages('cross', () => '/api/v1/mutes'),
  'GET /api/v1/domain_blocks': pages('cross', () => '/api/v1/domain_blocks'),
  'GET /api/v1/follow_requests': pages('wary', () => '/api/v1/follow_requests'),
  'GET /api/v1/statuses/:id/context': things((id) => `/api/v1/statuses/${id}/context`, talks),
  'GET /api/v1/statuses/:id/history': things((id) => `/api/v1/statuses/${id}/history`, talks),
  'GET /api/v1/statuses/:id/favourited_by': pages('busy', (w) => `/api/v1/statuses/${w.busyPost}/favourited_by`),
  'GET /api/v1/statuses/:id/reblogged_by': pages('busy', (w) => `/api/v1/statuses/${w.busyPost}/reblogged_by`),
  'GET /api/v1/favourites': pages('busy', () => '/api/v1/favourites'),
  'GET /api/v1/bookmarks': pages('busy', () => '/api/v1/bookmarks'),
  'GET /api/v2/filters': two('/api/v2/filters'),
  'GET /api/v1/filters': two('/api/v1/filters'),
  'GET /api/v2/filters/:filter_id/keywords': things(
    (id) => `/api/v2/filters/${id}/keywords`,
    (w) => w.filters,
  ),
  'GET /api/v2/filters/:filter_id/statuses': things(
    (id) => `/api/v2/filters/${id}/statuses`,
    (w) => w.filters,
  ),
  'GET /api/v1/followed_tags': pages('busy', () => '/api/v1/followed_tags'),
  'GET /api/v1/lists': two('/api/v1/lists'),
  'GET /api/v1/lists/:id/accounts': pages('busy', (w) => `/api/v1/lists/${w.lists.many}/accounts`),
  'GET /api/v1/accounts/:id/lists': (w) => {
    const path = `/api/v1/accounts/${w.people[1]!.accountId}/lists`
    return { few: ['small', path], many: ['busy', path] }
  },
  'GET /api/v1/timelines/home': pages('busy', () => '/api/v1/timelines/home'),
  'GET /api/v1/timelines/public': [
    pages('busy', () => '/api/v1/timelines/public'),
    pages('busy', () => '/api/v1/timelines/public?only_media=true'),
  ],
  'GET /api/v1/timelines/tag/:hashtag': pages('busy', () => '/api/v1/timelines/tag/everything'),
  'GET /api/v1/timelines/list/:list_id': pages('busy', (w) => `/api/v1/timelines/list/${w.lists.many}`),
  'GET /api/v1/accounts/:id/statuses': pages('busy', (w) => `/api/v1/accounts/${w.writer.accountId}/statuses`),
  'GET /api/v1/notifications': pages('busy', () => '/api/v1/notifications'),
  'GET /api/v1/notifications/requests': pages('wary', () => '/api/v1/notifications/requests'),
  'GET /api/v2/notifications': pages('busy', () => '/api/v2/notifications?grouped_types[]=favourite'),
  'GET /api/v2/notifications/:group_key': favourites('', 8),
  'GET /api/v2/notifications/:group_key/accounts': favourites('/accounts'),
  'GET /api/v2_alpha/notifications': pages('busy', () => '/api/v2_alpha/notifications?grouped_types[]=favourite'),
  'GET /api/v2_alpha/notifications/:group_key': favourites('', 8),
  'GET /api/v2/search': [
    pages('busy', () => '/api/v2/search?q=person&type=accounts'),
    pages('busy', () => '/api/v2/search?q=note&type=statuses'),
    pages('busy', () => '/api/v2/search?q=topic&type=hashtags'),
  ],
  'GET /api/v1/trends': pages('busy', () => '/api/v1/trends'),
  'GET /api/v1/trends/tags': pages('busy', () => '/api/v1/trends/tags'),
  'GET /api/v1/trends/statuses': pages('busy', () => '/api/v1/trends/statuses'),
  'GET /api/v1/directory': pages('busy', () => '/api/v1/directory?order=new'),
  'GET /api/v1/suggestions': pages('small', () => '/api/v1/suggestions'),
  'GET /api/v2/suggestions': pages('small', () => '/api/v2/suggestions'),
  'GET /api/v1/scheduled_statuses': pages('busy', () => '/api/v1/scheduled_statuses'),
  'GET /api/v1/announcements': (w) => ({
    few: ['busy', '/api/v1/announcements'],
    many: ['busy', '/api/v1/announcements'],
    grow: async () => await announce(w, few, many),
  }),
  'GET /api/v1/featured_tags': (w) => ({ ...two('/api/v1/featured_tags')(w), least: 10 }),
  'GET /api/v1/featured_tags/suggestions': (w) => ({ ...two('/api/v1/featured_tags/suggestions')(w), least: 8 }),
  'GET /api/v1/accounts/:id/featured_tags': (w) => ({
    few: ['busy', `/api/v1/accounts/${w.small.accountId}/featured_tags`],
    many: ['busy', `${theirs(w)}/featured_tags`],
    least: 10,
  }),
  'GET /api/v1/conversations': pages('busy', () => '/api/v1/conversations'),
}

/** Lists that do not grow: what stands in them is set by hand or built in. */
export const fixedLists: readonly string[] = [
  'GET /api/v1/instance/rules',
  'GET /api/v1/instance/languages',
  'GET /api/v1/custom_emojis',
  // Empty, whatever there is.
  'GET /api/v1/instance/domain_blocks',
  'GET /api/v1/accounts/:id/identity_proofs',
]
