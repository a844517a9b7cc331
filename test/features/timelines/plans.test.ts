import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import { idAt, randomHex, sha256 } from '#base/ids.ts'
import { addToList } from '#features/lists/add-to-list.ts'
import { createList } from '#features/lists/create-list.ts'
import { media } from '#features/media/media.schema.ts'
import { follows } from '#features/relationships/relationships.schema.ts'
import { tagFollows } from '#features/tags/tags.schema.ts'
import { statuses, statusTags, tags } from '#features/statuses/statuses.schema.ts'
import { accountStatusIds } from '#features/timelines/account-status-ids.ts'
import { homeIds } from '#features/timelines/home-ids.ts'
import { listIds } from '#features/timelines/list-ids.ts'
import { publicIds } from '#features/timelines/public-ids.ts'
import { tagIds as tagTimelineIds } from '#features/timelines/tag-ids.ts'
import { type TestSite, testSite } from '../../site.ts'
import { type Ran, statementsOf } from '../statuses/statements.ts'
import { newViewer } from '../statuses/world.ts'

const authors = 100
const each = 200

suite('plans of the timelines on 20,000 posts', () => {
  let t: TestSite
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let busy: Somebody, quiet: Somebody
  const people: Somebody[] = []
  const tagIds: number[] = []
  const lite = () => t.site.store.dialect === 'sqlite'

  before(async () => {
    t = await testSite()
    busy = await newViewer(t.site, 'busy')
    quiet = await newViewer(t.site, 'quiet')
    for (let i = 0; i < authors; i++) people.push(await newViewer(t.site, `p${i}`))
    const start = t.clock.now() - each * authors * 1000
    await t.site.store.tx(async (db) => {
      for (const [i, { accountId: targetId }] of people.entries()) {
        await db.insert(follows).values({ id: t.site.ids.next(), accountId: busy.accountId, targetId, createdAt: start })
        if (i < 2) await db.insert(follows).values({ id: t.site.ids.next(), accountId: quiet.accountId, targetId, createdAt: start })
      }
    })
    await t.site.store.tx(async (db) => {
      for (let i = 0; i < 60; i++) {
        tagIds.push(t.site.ids.next())
        await db.insert(tags).values({ id: tagIds[i]!, name: `tag${i}`, display: `Tag${i}` })
        const row = { id: t.site.ids.next(), accountId: busy.accountId, tagId: tagIds[i]!, createdAt: start }
        if (i % 2 && i < 50) await db.insert(tagFollows).values(row)
      }
    })
    const file = ({ id: statusId, accountId }: { id: number; accountId: number }) => ({
      id: t.site.ids.next(),
      accountId,
      statusId,
      kind: 'image' as const,
      capability: randomHex(),
      name: 'x',
      storageKey: randomHex(),
      sha256: sha256('x'),
      size: 1,
      mime: 'image/png',
      createdAt: start,
    })
    for (let n = 0; n < each; n++)
      await t.site.store.tx(async (db) => {
        const rows = people.map(({ accountId }, i) => {
          const createdAt = start + (n * authors + i) * 1000
          const id = idAt(createdAt)
          const text = `post ${n} of ${i}, long enough to fill a row as people fill it`
          const open = { audience: 'everyone', listed: n % 10 !== 0 } as const
          return { id, accountId, ...open, text, content: `<p>${text}</p>`, threadId: n % 4 === 0 ? id - 1 : id, createdAt }
        })
        await db.insert(statuses).values(rows)
        const tagged = rows.flatMap(({ id }, i) => [i % 50, 50 + (n % 10)].map((tag) => ({ statusId: id, tagId: tagIds[tag]! })))
        await db.insert(statusTags).values(tagged)
        await db.insert(media).values(rows.filter((_, i) => i % 10 === n % 10).flatMap((row) => [file(row), file(row)]))
      })
    await raw('analyze')
  })
  after(async () => await t.close())

  /** Runs SQL on a connection of its own and answers the rows as text. */
  const raw = async (text: string, params: unknown[] = []): Promise<string> => {
    if (lite()) {
      const file = new Sqlite(t.databaseUrl.slice('sqlite:'.length))
      const made = file.prepare(text)
      const rows = made.reader ? made.all(...params) : made.run(...params)
      file.close()
      return JSON.stringify(rows)
    }
    const client = new Client({ connectionString: t.databaseUrl })
    await client.connect()
    const { rows } = await client.query(text, params)
    await client.end()
    return JSON.stringify(rows)
  }
  const planOf = async (ran: Ran): Promise<string> => await raw(`${lite() ? 'explain query plan' : 'explain'} ${ran.sql}`, ran.params)
  const plans = async (work: () => Promise<unknown>, like: RegExp) =>
    await Promise.all((await statementsOf(work)).filter((ran) => like.test(ran.sql)).map(planOf))

  test('home seeks each author in the covering index and never walks the table', async () => {
    for (const viewer of [busy, quiet]) {
      const [plan] = await plans(async () => await homeIds(t.site, viewer, { limit: 20 }), /union all/)
      assert.match(
        plan!,
        lite()
          ? /USING COVERING INDEX statuses_account \(account_id=\? AND id>\? AND id<\?\)/
          : /Index (?:Only )?Scan (?:Backward )?using statuses_account/,
      )
      assert.doesNotMatch(plan!, /SCAN statuses|Seq Scan on statuses/)
    }
  })

  test('home on day one reads the front by its own index', async () => {
    const [plan] = await plans(async () => await homeIds(t.site, quiet, { limit: 20 }), /'everyone'/)
    assert.match(plan!, lite() ? /USING (?:COVERING )?INDEX statuses_front/ : /Index (?:Only )?Scan (?:Backward )?using statuses_front/)
    assert.doesNotMatch(plan!, /TEMP B-TREE|Sort/)
  })

  test('an account’s posts come from the index of accounts, with every filter', async () => {
    const [one] = people as [Somebody]
    const wish = { withoutReplies: true, withoutBoosts: true, withoutNamed: true, onlyMedia: true, tagged: 'x' }
    for (const filter of [{}, wish]) {
      const [plan] = await plans(async () => await accountStatusIds(t.site, busy, one.accountId, { limit: 20 }, filter), /status_tags/)
      assert.match(plan!, lite() ? /INDEX statuses_account \(account_id=\?/ : /(?:Index|Bitmap).*statuses_account/)
      assert.doesNotMatch(plan!, /TEMP B-TREE FOR ORDER BY/)
    }
  })

  test('the public timeline is read by its own index, one with pictures only by the pictures', async () => {
    const [plan] = await plans(async () => await publicIds(t.site, busy, { limit: 20 }), /boost_of_id" is null/)
    assert.match(plan!, lite() ? /USING (?:COVERING )?INDEX statuses_public/ : /Index (?:Only )?Scan (?:Backward )?using statuses_public/)
    assert.doesNotMatch(plan!, /TEMP B-TREE|Sort/)
    const [pictures] = await plans(async () => await publicIds(t.site, busy, { limit: 20 }, { onlyMedia: true }), /boost_of_id" is null/)
    assert.match(pictures!, lite() ? /USING (?:COVERING )?INDEX media_status/ : /media_status/)
    assert.doesNotMatch(pictures!, /SCAN statuses|Seq Scan on statuses/)
  })

  test('timelines of tags, and home for who follows many, seek each tag in the covering index', async () => {
    const wish = { any: ['tag1', 'tag55'], all: ['tag56'], none: ['tag57'] }
    const works = [
      async () => await homeIds(t.site, busy, { limit: 20 }),
      async () => await tagTimelineIds(t.site, busy, { limit: 20 }, wish),
      async () => await tagTimelineIds(t.site, busy, { limit: 20 }, { any: ['tag1'], all: [], none: [], onlyMedia: true }),
    ]
    for (const work of works) {
      const [plan] = await plans(work, /from "?status_tags.*order by/s)
      assert.match(
        plan!,
        lite()
          ? /USING COVERING INDEX status_tags_tag \(tag_id=\? AND status_id>\? AND status_id<\?\)/
          : /Index Only Scan (?:Backward )?using status_tags_tag/,
      )
      assert.doesNotMatch(plan!, /SCAN status_tags|Seq Scan on status_tags/)
    }
  })

  test('a list is read as home is', async () => {
    const list = await createList(t.site, busy, { title: 'All', repliesPolicy: 'list', exclusive: false })
    const ids = people.slice(0, 30).map((one) => one.accountId)
    await addToList(t.site, busy, list.id, ids)
    const [plan] = await plans(async () => await listIds(t.site, busy, list.id, { limit: 20 }), /from "?list_accounts.*order by/s)
    assert.match(
      plan!,
      lite()
        ? /USING COVERING INDEX statuses_account \(account_id=\? AND id>\? AND id<\?\)/
        : /Index (?:Only )?Scan (?:Backward )?using statuses_account/,
    )
    assert.doesNotMatch(plan!, /SCAN statuses|Seq Scan on statuses/)
  })

  test('every timeline costs the same number of queries for a page of 5 and of 40', async () => {
    const list = await createList(t.site, quiet, { title: 'Two', repliesPolicy: 'list', exclusive: false })
    await addToList(t.site, quiet, list.id, [people[0]!.accountId])
    const works = [
      async (limit: number) => await homeIds(t.site, busy, { limit }),
      async (limit: number) => await publicIds(t.site, busy, { limit }),
      async (limit: number) => await tagTimelineIds(t.site, busy, { limit }, { any: ['tag1'], all: [], none: [] }),
      async (limit: number) => await listIds(t.site, quiet, list.id, { limit }),
    ]
    // Events are looked for now and then, whoever reads.
    const cost = async (work: () => Promise<unknown>) => (await statementsOf(work)).filter((ran) => !/\bevents\b/.test(ran.sql)).length
    for (const work of works) assert.equal(await cost(async () => await work(40)), await cost(async () => await work(5)))
  })
})
