import assert from 'node:assert/strict'
import { after, before, suite, test, type TestContext } from 'node:test'
import { eq } from '#db/drizzle.ts'
import { pushSubscriptions } from '#features/webpush/webpush.schema.ts'
import { pushStatusVerb } from '#processes/cli/push.ts'
import { newPhone } from '../features/webpush/scene.ts'
import { makePerson } from '../people.ts'
import { type TestSite, testSite } from '../site.ts'

suite('atrium push status', () => {
  let t: TestSite
  before(async () => void (t = await testSite()))
  after(async () => await t.close())

  async function run(c: TestContext, ...words: string[]) {
    const [said, faults] = [c.mock.method(console, 'log', () => {}), c.mock.method(console, 'error', () => {})]
    const env = {
      ATRIUM_URL: 'http://localhost:3000',
      ATRIUM_DATA: t.data,
      DATABASE_URL: t.databaseUrl,
      ATRIUM_LOG__LEVEL: 'fatal',
      ATRIUM_FETCH__PUSH: 'ntfy.corp.example',
    }
    try {
      const code = await pushStatusVerb({ words, argv: [], env })
      return { code, lines: said.mock.calls.map((call) => String(call.arguments[0])) }
    } finally {
      said.mock.restore()
      faults.mock.restore()
    }
  }

  test('names the push services, how they do, and what to write where one may not be asked', async (c) => {
    assert.deepEqual(await run(c), { code: 0, lines: ['No device has asked for push.'] })
    const ada = await makePerson(t.site, 'ada')
    const at = (host: string) => ({ endpoint: (device: string) => `https://${host}/${device}` })
    const { subscription } = await newPhone(t.site, at('ntfy.corp.example'), ada)
    const health = { workedAt: Date.UTC(2026, 10, 24), lastAnswer: '201' }
    await t.site.store.tx(async (db) => await db.update(pushSubscriptions).set(health).where(eq(pushSubscriptions.id, subscription.id)))
    assert.deepEqual(await run(c), {
      code: 0,
      lines: ['ntfy.corp.example: 1 work, 0 wait for their first, 0 fail, 0 cannot be reached; last taken 2026-11-24T00:00:00.000Z'],
    })
    await newPhone(t.site, at('fcm.googleapis.com'), ada)
    await newPhone(t.site, at('fcm.googleapis.com'), ada)
    const { code, lines } = await run(c)
    assert.equal(code, 3)
    assert.deepEqual(lines.slice(0, 2), [
      'fcm.googleapis.com: 0 work, 0 wait for their first, 0 fail, 2 cannot be reached',
      '  this server may not ask it; to allow it add "fcm.googleapis.com" to fetch.push and restart',
    ])
    assert.equal((await run(c, 'more')).code, 2)
  })
})
