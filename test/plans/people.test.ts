import { after, before, suite, test } from 'node:test'
import { loadCounts } from '#features/home/counts.ts'
import { listWholeGroups } from '#features/notifications/list-notifications.ts'
import { notificationTypes } from '#features/notifications/notifications.schema.ts'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { type PlansHouse, plansHouse } from './house.ts'
import { type Expected, judge } from './judge.ts'
import { accountId, conversationId, listId, viewer } from './seed.ts'

const account = `/api/v1/accounts/${accountId(7)}`
const some = [1, 2, 3, 4, 5].map((i) => `id[]=${accountId(i)}`).join('&')

const reads: Record<string, [path: string, expected: Expected]> = {
  notifications: ['/api/v1/notifications', { uses: ['notifications_account'] }],
  'notifications of some kinds': [
    '/api/v1/notifications?types[]=mention&types[]=follow',
    { uses: ['notifications_account|notifications_cause'] },
  ],
  'notifications of one sender': [
    `/api/v1/notifications?account_id=${accountId(5)}`,
    { uses: ['notifications_account|notifications_from|notifications_cause'] },
  ],
  'notifications in groups': ['/api/v2/notifications', { uses: ['notifications_account', 'notifications_group'] }],
  'one group’s people': ['/api/v2/notifications/favourite-999-1/accounts', { uses: ['notifications_group'] }],
  'how many are unread': ['/api/v1/notifications/unread_count', { uses: ['notifications_account'] }],
  'how many groups are unread': ['/api/v2/notifications/unread_count', { uses: ['notifications_account'] }],
  'requests of notifications': ['/api/v1/notifications/requests', { uses: ['notification_requests_account|notification_requests_pair'] }],
  'the policy of notifications': [
    '/api/v2/notifications/policy',
    { uses: ['notifications_filtered'], bounded: { why: 'what waits for a word', statement: /count\(distinct "from_account_id"\)/ } },
  ],
  conversations: ['/api/v1/conversations', { uses: ['conversation_statuses_account'] }],
  followers: [`${account}/followers`, { uses: ['follows_target'] }],
  following: [`${account}/following`, { uses: ['follows_account'] }],
  endorsed: ['/api/v1/endorsements', { uses: ['endorsements_account'] }],
  blocked: ['/api/v1/blocks', { uses: ['blocks_account'] }],
  muted: ['/api/v1/mutes', { uses: ['mutes_account'] }],
  'blocked domains': ['/api/v1/domain_blocks', { uses: ['account_domain_blocks_account'] }],
  'who asks to follow': ['/api/v1/follow_requests', { uses: ['follow_requests_target'] }],
  'followed tags': ['/api/v1/followed_tags', { uses: ['tag_follows_account', 'status_tags_tag|status_tags_pkey'] }],
  relationships: [
    `/api/v1/accounts/relationships?${some}`,
    { uses: ['follows_pair', 'follow_requests_pair', 'endorsements_pair', 'account_domain_blocks_pair'] },
  ],
  'followers in common': [`/api/v1/accounts/familiar_followers?${some}`, { uses: ['follows_pair', 'follows_target|follows_pair'] }],
  'an account by its name': ['/api/v1/accounts/lookup?acct=person7', { uses: ['accounts_name'] }],
  'accounts by their ids': [`/api/v1/accounts?${some}`, { uses: [] }],
  'accounts by a part of their name': [
    '/api/v1/accounts/search?q=person19',
    { uses: [], bounded: { why: 'accounts are as many as employees', statement: /found_by" like/ } },
  ],
  lists: ['/api/v1/lists', { uses: ['lists_account'] }],
  'members of a list': [`/api/v1/lists/${listId(0)}/accounts`, { uses: [] }],
  'lists with somebody': [`${account}/lists`, { uses: ['list_accounts_account|lists_account'] }],
  filters: ['/api/v2/filters', { uses: ['filters_account', 'filter_keywords_filter', 'filter_statuses_pair'] }],
  markers: ['/api/v1/markers?timeline[]=notifications', { uses: [] }],
}

suite('plans of people, notifications and lists beside 50,000 posts', () => {
  let t: TestWeb
  let house: PlansHouse | undefined
  let api: Api
  before(async () => {
    t = await startTestWeb({ config: { limits: { enabled: false } } })
    house = await plansHouse(t)
    api = t.api(await makeToken(t.site, viewer(0)))
    await api.get('/api/v1/preferences')
  })
  after(async () => {
    await house?.close()
    await t?.close()
  })

  for (const [name, [path, expected]] of Object.entries(reads))
    test(name, async () => {
      const work = async () => {
        const answer = await api.get(path)
        if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`)
      }
      await judge(house!, work, expected)
    })

  test('what the frame of every page counts is read by indexes', async () => {
    await judge(house!, async () => void (await loadCounts(t.site, viewer(0))), {
      uses: ['notifications_account', 'conversations_unread'],
    })
  })

  test('the page of notifications is read by an index', async () => {
    const wish = { types: notificationTypes, fromAccountId: 0, filtered: false }
    const work = async () => void (await listWholeGroups(t.site, viewer(0), { limit: 21 }, wish))
    await judge(house!, work, { uses: ['notifications_account', 'notifications_group'] })
  })

  test('a conversation is marked by its key', async () => {
    const work = async () => await api.post(`/api/v1/conversations/${conversationId(3)}/read`)
    await judge(house!, work, { uses: [] })
  })
})
