import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import { sql } from '#db/drizzle.ts'
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
    await t.site.store.tx(async (db) => void (await raw(db, 'analyze')))
  })
  after(async () => await t.close())

  /** Runs SQL that the builder has no word for. */
  const raw = async (db: TestSite['site']['store']['read'], text: string, params: unknown[] = []): Promise<string> => {
    const query = sql.join(text.split('\u0000').flatMap((part, i) => (i === 0 ? [sql.raw(part)] : [sql`${params[i - 1]}`, sql.raw(part)])))
    const able = db as unknown as { all?(q: typeof query): Promise<unknown[]>; execute?(q: typeof query): Promise<{ rows: unknown[] }> }
    if (!lite()) return JSON.stringify((await able.execute!(query)).rows)
    return /^analyze/.test(text)
      ? String(await (db as unknown as { run(q: typeof query): Promise<unknown> }).run(query))
      : JSON.stringify(await able.all!(query))
  }
  const planOf = async ({ sql: text, params }: Ran): Promise<string> => {
    const values = lite() ? params.flat() : params
    const order = lite() ? values : [...text.matchAll(/\$(\d+)/g)].map((found) => values[Number(found[1]) - 1])
    const marked = text.replace(lite() ? /\?/g : /\$\d+/g, '\u0000')
    return await raw(t.site.store.read, `${lite() ? 'explain query plan' : 'explain'} ${marked}`, order)
  }
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
