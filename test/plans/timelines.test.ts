import { after, before, suite, test } from 'node:test'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { type PlansHouse, plansHouse } from './house.ts'
import { type Expected, judge } from './judge.ts'
import { accountId, listId, statusId, talk, viewer } from './seed.ts'

const account = `/api/v1/accounts/${accountId(7)}/statuses`
const post = `/api/v1/statuses/${talk}`

/** The newest of many authors or tags: each one's run is left at the first id that is too far (db/newest-of.ts). */
const runs = { why: 'no more than the page of each author or tag', statement: /"?statuses_account"?|each_one|status_tags_tag/ }
/** What every post that is shown takes. */
const loaders = ['media_status', 'favourites_pair', 'bookmarks_pair', 'statuses_boost', 'filters_account']

const reads: Record<string, [path: string, expected: Expected]> = {
  'home of who follows many': ['/api/v1/timelines/home', { uses: ['statuses_account', 'status_tags_tag', ...loaders], bounded: runs }],
  'a further page of home': [
    `/api/v1/timelines/home?max_id=${statusId(30_000)}`,
    { uses: ['statuses_account', ...loaders], bounded: runs },
  ],
  'home from below': [`/api/v1/timelines/home?min_id=${statusId(30_000)}`, { uses: ['statuses_account'], bounded: runs }],
  'the public timeline': ['/api/v1/timelines/public', { uses: ['statuses_public', ...loaders], walks: ['statuses_public'] }],
  'the public timeline with pictures': ['/api/v1/timelines/public?only_media=true', { uses: ['media_status'] }],
  'a tag': ['/api/v1/timelines/tag/tag1', { uses: ['status_tags_tag', ...loaders], bounded: runs }],
  'a tag with others': [
    '/api/v1/timelines/tag/tag1?any[]=tag2&all[]=tag3&none[]=tag4&only_media=true',
    { uses: ['status_tags_tag'], bounded: runs },
  ],
  'a list': [`/api/v1/timelines/list/${listId(0)}`, { uses: ['statuses_account', ...loaders], bounded: runs }],
  'an account’s posts': [account, { uses: ['statuses_account', ...loaders] }],
  'an account’s posts with pictures': [`${account}?only_media=true`, { uses: ['statuses_account', 'media_status'] }],
  'an account’s posts without answers and boosts': [`${account}?exclude_replies=true&exclude_reblogs=true`, { uses: ['statuses_account'] }],
  'an account’s posts with a tag': [`${account}?tagged=tag1`, { uses: ['statuses_account'] }],
  'an account’s pinned posts': [
    `${account}?pinned=true`,
    { uses: ['pins_pair'], bounded: { why: 'an account pins five posts at the most', statement: /from "pins"/ } },
  ],
  'a post': [post, { uses: ['filter_statuses_pair|filter_statuses_status', 'filter_keywords_filter'] }],
  'a thread': [`${post}/context`, { uses: ['statuses_thread|statuses_reply'] }],
  'who liked a post': [`${post}/favourited_by`, { uses: ['favourites_status'] }],
  'who boosted a post': [`${post}/reblogged_by`, { uses: ['statuses_boosts'] }],
  'versions of a post': [`${post}/history`, { uses: ['status_edits_status'] }],
  'posts by their words': [
    '/api/v2/search?q=enough&type=statuses',
    { uses: [], bounded: { why: 'a stretch of the index of words, the newest first', statement: /status_words/ } },
  ],
  'hashtags by their beginning': [
    '/api/v2/search?q=tag12&type=hashtags',
    { uses: [], bounded: { why: 'the uses of what begins so', statement: /"?tags"?/ } },
  ],
  'hashtags that are talked about': ['/api/v1/trends/tags', { uses: [], bounded: { why: '20,000 uses of a week', statement: /lately/ } }],
  'posts that are talked about': [
    '/api/v1/trends/statuses',
    {
      uses: ['statuses_public'],
      bounded: { why: '5,000 posts of a week, of which 200 are looked at', statement: /recent|"status_mentions"/ },
    },
  ],
  'posts for later': ['/api/v1/scheduled_statuses', { uses: ['scheduled_statuses_account'] }],
  bookmarks: ['/api/v1/bookmarks', { uses: ['bookmarks_account', ...loaders] }],
  favourites: ['/api/v1/favourites', { uses: ['favourites_account', ...loaders] }],
  'posts by their ids': [`/api/v1/statuses?${[1, 2, 3, 4].map((i) => `id[]=${statusId(i)}`).join('&')}`, { uses: loaders }],
}

suite(`plans of timelines and posts on 50,000 posts`, () => {
  let t: TestWeb
  let house: PlansHouse | undefined
  let busy: Api, quiet: Api
  before(async () => {
    t = await startTestWeb({ config: { limits: { enabled: false } } })
    house = await plansHouse(t)
    busy = t.api(await makeToken(t.site, viewer(0)))
    quiet = t.api(await makeToken(t.site, viewer(1999)))
    for (const api of [busy, quiet]) await api.get('/api/v1/preferences')
  })
  after(async () => {
    await house?.close()
    await t?.close()
  })

  const ask = (api: Api, path: string) => async () => {
    const answer = await api.get(path)
    if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`)
  }

  for (const [name, [path, expected]] of Object.entries(reads)) test(name, async () => await judge(house!, ask(busy, path), expected))

  test('home on day one is read by the index of the public timeline', async () => {
    const home = { uses: ['statuses_public', 'statuses_account'], walks: ['statuses_public'], bounded: runs }
    await judge(house!, ask(quiet, '/api/v1/timelines/home'), home)
  })
})
