import assert from 'node:assert/strict'
import { after, before, suite, test, type TestContext } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { desc } from '#db/drizzle.ts'
import { audit } from '#features/audit/audit.schema.ts'
import { instanceRules } from '#features/instance/instance-settings.ts'
import { families } from '#http/limits.ts'
import { changeSetting } from '#features/settings/change-setting.ts'
import { reportsVerb } from '#processes/cli/reports.ts'
import type { Api } from '../api.ts'
import { named, newViewer, post } from '../features/statuses/world.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

type Somebody = Viewer & { username: string }
const path = '/api/v1/reports'

suite('reports', () => {
  let t: TestWeb
  let alice: Somebody, bob: Somebody, carol: Somebody
  let app: Api
  before(async () => {
    t = await startTestWeb()
    alice = await newViewer(t.site, 'alice')
    bob = await newViewer(t.site, 'bob')
    carol = await newViewer(t.site, 'carol')
    app = t.api(await makeToken(t.site, alice, ['write:reports']))
    const rules = [
      { text: 'Be kind', hint: '' },
      { text: 'No secrets', hint: '' },
    ]
    await t.site.store.tx(async (db) => await changeSetting(t.site, db, instanceRules, rules))
  })
  after(async () => await t.close())

  const list = async (c: TestContext) => {
    const said = c.mock.method(console, 'log', () => {})
    const env = { ATRIUM_URL: t.url, ATRIUM_DATA: t.data, DATABASE_URL: t.databaseUrl, ATRIUM_LOG__LEVEL: 'fatal' }
    try {
      assert.equal(await reportsVerb({ words: [], argv: [], env }), 0)
      return said.mock.calls.map((call) => String(call.arguments[0]))
    } finally {
      said.mock.restore()
    }
  }

  // SEC:V6
  test('are kept with the posts that are the account’s and that the reporter sees, written down, and listed', async (c) => {
    assert.deepEqual(await list(c), ['Nothing is reported.'])
    const rude = await post(t.site, bob, 'rude')
    const hidden = await post(t.site, bob, 'hidden', { audience: named })
    const others = await post(t.site, carol, 'fine')
    const status_ids = [rude, hidden, others, 4711].map(String)
    const body = { account_id: String(bob.accountId), status_ids, comment: 'He\nis\u001b[2J rude', category: 'spam', forward: true }
    const { status, json } = await app.post(path, { body })
    assert.equal(status, 200)
    assert.deepEqual(
      { ...json, target_account: json.target_account.id },
      {
        id: json.id,
        action_taken: false,
        action_taken_at: null,
        category: 'spam',
        comment: body.comment,
        forwarded: false,
        created_at: new Date(t.clock.now()).toISOString(),
        status_ids: [String(rude)],
        rule_ids: [],
        collection_ids: [],
        target_account: String(bob.accountId),
      },
    )
    const [row] = await t.site.store.read.select().from(audit).orderBy(desc(audit.id)).limit(1)
    assert.deepEqual([row?.action, row?.target], ['report.create', `report:${json.id}`])
    assert.ok(!JSON.stringify(row).includes('rude'))
    const [line] = await list(c)
    assert.equal(line, `${json.id}  ${json.created_at}  spam  @${alice.username} reports @${bob.username} posts ${rude}: He is [2J rude`)
    // The reported learns nothing.
    assert.deepEqual((await t.api(await makeToken(t.site, bob)).get('/api/v1/notifications')).json, [])
  })

  test('about rules are violations, and nothing else', async () => {
    const report = async (more: object) => await app.post(path, { body: { account_id: bob.accountId, ...more } })
    assert.equal((await report({})).json.category, 'other')
    const { json } = await report({ rule_ids: ['2', '1', '2'] })
    assert.deepEqual([json.category, json.rule_ids], ['violation', ['2', '1']])
    assert.equal((await report({ category: 'violation', rule_ids: [1] })).status, 200)
    for (const more of [
      { rule_ids: ['3'] },
      { rule_ids: ['0'] },
      { rule_ids: ['x'] },
      { category: 'spam', rule_ids: ['1'] },
      { category: 'odd' },
      { comment: 'x'.repeat(1001) },
    ])
      assert.equal((await report(more)).status, 422, JSON.stringify(more).slice(0, 60))
    assert.equal((await report({ comment: 'x'.repeat(1000) })).status, 200)
    assert.equal((await app.post(path, { body: { account_id: '4711' } })).status, 404)
    assert.notEqual((await app.post(path, { body: {} })).status, 200)
  })

  // SEC:A3
  test('take write:reports and a person', async () => {
    const body = { account_id: String(bob.accountId) }
    assert.equal((await t.api().post(path, { body })).status, 401)
    assert.equal((await t.api(await makeToken(t.site, alice, ['read', 'write:statuses'])).post(path, { body })).status, 403)
    assert.equal((await t.api(await makeToken(t.site, null, ['write'])).post(path, { body })).status, 422)
    assert.equal((await t.api(await makeToken(t.site, alice, ['write'])).post(path, { body })).status, 200)
  })

  // SEC:L8
  test('are 400 a day at most', async () => {
    const dora = await newViewer(t.site, 'dora')
    const { limit, windowMs } = families.reports
    assert.deepEqual([limit, windowMs], [400, 86_400_000])
    const send = async () =>
      (await t.api(await makeToken(t.site, dora, ['write:reports'])).post(path, { body: { account_id: String(bob.accountId) } })).status
    for (let i = 0; i < limit - 1; i++) t.site.windows.hit(`reports:account:${dora.accountId}`, limit, windowMs, t.clock.now())
    assert.deepEqual([await send(), await send()], [200, 429])
  })
})
