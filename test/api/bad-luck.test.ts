import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import type Sqlite from 'better-sqlite3'
import { idAt } from '#base/ids.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Api } from '../api.ts'
import { testCluster } from '../dialect.ts'
import { makePerson, makeToken } from '../people.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

suite('bad input and bad luck', () => {
  let t: TestWeb
  let alice: Viewer
  let api: Api
  before(async () => {
    t = await startTestWeb()
    alice = await makePerson(t.site, 'alice')
    api = t.api(await makeToken(t.site, alice))
  })
  after(async () => await t.close())

  const posts = async () => (await api.get(`/api/v1/accounts/${alice.accountId}/statuses`)).json.length as number

  test('broken JSON is 400 with a sentence', async () => {
    const { status, json } = await api.post('/api/v1/statuses', { body: '{"status": ', headers: { 'content-type': 'application/json' } })
    assert.equal(status, 400)
    assert.match(json.error, /JSON/)
  })

  test('a body of 10 MB is 413 and nothing of it is kept', async () => {
    const { status, json } = await api.post('/api/v1/statuses', { body: { status: 'x'.repeat(10_000_000) } })
    assert.equal(status, 413)
    assert.match(json.error, /larger/)
    assert.equal(await posts(), 0)
  })

  test('no token, an unknown one and one of another server are 401; a token without the scope is 403; an unknown id is 404', async () => {
    assert.equal((await t.api().post('/api/v1/statuses', { body: { status: 'x' } })).status, 401)
    assert.equal((await t.api('unknown').post('/api/v1/statuses', { body: { status: 'x' } })).status, 401)
    const narrow = t.api(await makeToken(t.site, alice, ['read']))
    const refused = await narrow.post('/api/v1/statuses', { body: { status: 'x' } })
    assert.deepEqual([refused.status, refused.json.error], [403, 'This action is outside the authorized scopes'])
    const nothing = await api.get(`/api/v1/statuses/${idAt(testStart - 5)}`)
    assert.deepEqual([nothing.status, nothing.json], [404, { error: 'Record not found' }])
  })

  test("another person's private post is the same 404 as one that is not there, byte for byte", async () => {
    const bob = t.api(await makeToken(t.site, await makePerson(t.site, 'bob')))
    const { json } = await bob.post('/api/v1/statuses', { body: { status: 'for those who follow me', visibility: 'private' } })
    const [hidden, missing] = [await api.get(`/api/v1/statuses/${json.id}`), await api.get(`/api/v1/statuses/${idAt(testStart - 5)}`)]
    assert.deepEqual([hidden.status, hidden.text], [missing.status, missing.text])
  })

  test('a second submit with the same Idempotency-Key is the first post, also when both arrive at once', async () => {
    const before_ = await posts()
    const send = async () => await api.post('/api/v1/statuses', { body: { status: 'once' }, headers: { 'idempotency-key': 'same' } })
    const answers = await Promise.all([send(), send(), send()])
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [200, 200, 200],
    )
    assert.equal(new Set(answers.map((answer) => answer.json.id)).size, 1)
    assert.equal(await posts(), before_ + 1)
  })

  test('a database that is full or away is said so, nothing is half-written, and it goes on by itself', async () => {
    const before_ = await posts()
    const mend = await (testCluster ? cutConnections(t) : fillDatabase(t))
    const text = 'y'.repeat(4900)
    const faults = []
    for (let i = 0; i < 12; i++) faults.push(await api.post('/api/v1/statuses', { body: { status: `${i} ${text}` } }))
    await mend()
    const bad = faults.filter((answer) => answer.status !== 200)
    assert.ok(bad.length > 0, 'no request met the fault')
    for (const { status, json, headers } of bad) {
      assert.ok(status === 507 || status === 503, String(status))
      assert.ok(json.error.length > 20)
      assert.ok(Number(headers.get('retry-after')) > 0)
    }
    assert.equal((await api.post('/api/v1/statuses', { body: { status: 'again' } })).status, 200)
    const account = (await api.get('/api/v1/accounts/verify_credentials')).json
    const kept = before_ + faults.length - bad.length + 1
    assert.equal(await posts(), Math.min(kept, 20))
    assert.equal(account.statuses_count, kept)
  })

  test('a second process with another master key refuses to start, in one clear line', () => {
    const data = mkdtempSync(join(tmpdir(), 'atrium-other-key-'))
    try {
      cpSync(t.data, data, { recursive: true })
      writeFileSync(join(data, 'master.key'), `${'ab'.repeat(32)}`, { mode: 0o600 })
      const env = {
        PATH: process.env['PATH'] ?? '',
        ATRIUM_URL: t.url,
        ATRIUM_DATA: data,
        ...(testCluster ? { DATABASE_URL: t.databaseUrl } : {}),
      }
      const { status, stderr } = spawnSync(process.execPath, ['src/main.ts', 'worker'], { env, encoding: 'utf8', timeout: 120_000 })
      assert.equal(status, 1)
      assert.match(stderr, /key/)
      assert.equal(stderr.trim().split('\n').length, 1)
    } finally {
      rmSync(data, { recursive: true, force: true })
    }
  })
})

/** Lets SQLite grow by a few pages and no further, as on a full disk. */
async function fillDatabase({ site }: TestWeb): Promise<() => Promise<void>> {
  const limit = async (more: number) =>
    await site.store.tx(async (db) => {
      const client = (db as unknown as { $client: Sqlite.Database }).$client
      const { page_count: pages } = client.prepare('pragma page_count').get() as { page_count: number }
      client.prepare(`pragma max_page_count = ${pages + more}`).get()
      return await Promise.resolve()
    })
  await limit(4)
  return async () => await limit(1_000_000)
}

/** Closes the database to its server, as when PostgreSQL is restarted or its disk is full. */
async function cutConnections({ databaseUrl }: TestWeb): Promise<() => Promise<void>> {
  const { default: pg } = await import('pg')
  const name = new URL(databaseUrl).pathname.slice(1)
  const admin = async (sql: string) => {
    const client = new pg.Client({ connectionString: Object.assign(new URL(databaseUrl), { pathname: '/postgres' }).href })
    await client.connect()
    await client.query(sql)
    await client.end()
  }
  await admin(`alter database "${name}" allow_connections false`)
  await admin(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
  return async () => await admin(`alter database "${name}" allow_connections true`)
}
