import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { parsePosition } from '#base/position.ts'
import { newestPosition, eventsAfter, oldestPosition } from '#platform/events/events.queries.ts'
import { anyDue, claimDue } from '#platform/jobs/jobs.queries.ts'
import { lockPoll } from '#features/polls/polls.queries.ts'
import { tokenState } from '#features/oauth/tokens.queries.ts'
import { sessionByHash, sessionsOfPerson } from '#features/signin/sessions.queries.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { schedule } from '#processes/schedule.ts'
import { type TestSite, testSite } from '../site.ts'
import { type PlansHouse, plansHouse } from './house.ts'
import { type Expected, judge } from './judge.ts'
import { statusId, personId, viewer } from './seed.ts'

suite('plans of what the machine asks by itself beside 50,000 posts', () => {
  let t: TestSite
  let house: PlansHouse | undefined
  before(async () => {
    t = await testSite()
    house = await plansHouse(t)
  })
  after(async () => {
    await house?.close()
    await t?.close()
  })

  const hash = '0'.repeat(64)
  const names = ['notifications.mentions']
  const read = () => t.site.store.read
  const now = () => t.clock.now()
  const works: Record<string, [work: () => Promise<unknown>, expected: Expected]> = {
    'a token by its hash': [async () => await tokenState(read(), { hash }), { uses: ['tokens_hash'] }],
    'a token by its id': [async () => await tokenState(read(), { id: 1 }), { uses: [] }],
    'a session by its hash': [async () => await sessionByHash(read(), hash), { uses: ['sessions_hash'] }],
    'a person’s sessions': [
      async () => await sessionsOfPerson(read(), personId(4), { now: now(), idleSince: 0 }),
      { uses: ['sessions_person'], bounded: { why: 'one person’s browsers', statement: /"person_id" = / } },
    ],
    'whether a job is due': [async () => await anyDue(read(), names, now()), { uses: ['jobs_next'] }],
    'the claim of jobs': [
      async () => await t.site.store.tx(async (db) => await claimDue(db, names, now(), now() + 1000, 10)),
      { uses: ['jobs_next', 'jobs_key'] },
    ],
    'the tail of events': [
      async () => await eventsAfter(read(), parsePosition(await newestPosition(read()))!, 500),
      { uses: [], events: true, walks: ['events by its key', 'events_position'] },
    ],
    'the oldest event': [
      async () => await oldestPosition(read()),
      { uses: [], events: true, walks: ['events by its key', 'events_position'] },
    ],
    'the end of a post': [async () => await deleteStatus(t.site, viewer(0), statusId(0)), { uses: [] }],
  }
  for (const [name, [work, expected]] of Object.entries(works)) test(name, async () => await judge(house!, work, expected))

  test('a poll is closed by its key', async () => {
    await judge(house!, async () => await t.site.store.tx(async (db) => await lockPoll(db, 3_616_500_000_000_002)), { uses: [] })
  })

  /** PostgreSQL reads a table of some thousand rows whole, where one in twelve of them goes. */
  const whole = { why: 'no more than 500 rows at once', statement: /^delete from "(?:dead_jobs|grants)"/ }
  const rounds: Record<string, Expected> = {
    'events.purge': {
      uses: [],
      events: true,
      walks: ['events by its key', 'events_position'],
      bounded: { why: 'ten minutes of events', statement: /"at" </ },
    },
    'search.index': { uses: [], walks: ['unindexed_statuses by its key', 'unindexed_statuses_pkey'] },
    'statuses.forget-keys': { uses: [], walks: ['idempotency_keys by its key'] },
    'jobs.purge': { uses: ['dead_jobs_died'], bounded: whole },
    'oauth.tidyTokens': { uses: ['tokens_seen', 'grants_expiry'], bounded: whole },
    'media.sweep': { uses: ['media_loose'] },
    'files.removeLoose': { uses: [] },
    'streaming.forget-positions': { uses: ['stream_positions_noted'] },
    'webpush.tidy': {
      uses: ['push_deliveries_created'],
      bounded: { why: 'devices are as many as people, and 500 deliveries go at once', statement: /push_(?:subscriptions|deliveries)/ },
    },
    'scheduled.overdue': {
      uses: ['scheduled_statuses_waiting'],
      bounded: { why: 'what a worker has missed', statement: /"scheduled_statuses"/ },
    },
    'archives.tidy': { uses: [], walks: ['archives_created'] },
    'conversations.tidy': { uses: [], bounded: { why: 'once a night, one look into an index for each', statement: /not exists/ } },
  }
  for (const { job } of schedule)
    test(`what comes round: ${job.name}`, async () => {
      const expected = rounds[job.name]
      assert.ok(expected, `no plan is expected of ${job.name}`)
      await judge(house!, async () => await job.run(t.site, {}, { id: 1, attempt: 1 }), expected)
    })
})
