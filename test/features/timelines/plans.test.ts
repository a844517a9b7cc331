import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import { idAt } from '#base/ids.ts'
import { follows } from '#features/relationships/relationships.schema.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import { accountStatusIds } from '#features/timelines/account-status-ids.ts'
import { homeIds } from '#features/timelines/home-ids.ts'
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

  test('home costs the same number of queries for a page of 5 and of 40', async () => {
    const few = await statementsOf(async () => await homeIds(t.site, busy, { limit: 5 }))
    const many = await statementsOf(async () => await homeIds(t.site, busy, { limit: 40 }))
    assert.equal(many.length, few.length)
  })
})
