import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { recordAudit } from '#features/audit/record-audit.ts'
import { boost } from '#features/statuses/boost.ts'
import { newViewer, post } from '../features/statuses/world.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

const day = 86_400_000
const path = '/api/v1/instance/activity'

suite('GET /api/v1/instance/activity', () => {
  let t: TestWeb
  before(async () => void (t = await startTestWeb()))
  after(async () => await t.close())

  test('counts posts, those who signed in and those who are new in twelve weeks, the present one first', async () => {
    const app = t.api(await makeToken(t.site, null, ['read']))
    const weeks = async () => (await app.get(path)).json as Record<string, string>[]
    const before_ = await weeks()
    assert.deepEqual([before_.length, before_[0]?.['statuses']], [12, '0'])
    const monday = new Date(Number(before_[0]!['week']) * 1000)
    assert.deepEqual([monday.getUTCDay(), monday.getUTCHours(), monday.getTime() <= t.clock.now()], [1, 0, true])
    assert.equal(Number(before_[0]!['week']) - Number(before_[11]!['week']), 11 * 7 * 86_400)

    const [alice, bob] = [await newViewer(t.site, 'alice'), await newViewer(t.site, 'bob')]
    const id = await post(t.site, alice, 'one')
    await post(t.site, bob, 'two')
    await boost(t.site, bob, id)
    for (const who of [alice, alice, bob])
      await t.site.store.tx(async (db) => await recordAudit(t.site, db, { action: 'signin.ok', actor: who.personId }))
    await t.site.store.tx(async (db) => await recordAudit(t.site, db, { action: 'signin.refused', actor: null }))
    assert.equal((await weeks())[0]?.['statuses'], '0', 'numbers may lag an hour')
    t.clock.advance(7 * day)
    await post(t.site, alice, 'three')
    const [now, last, ...rest] = await weeks()
    assert.deepEqual([now?.['statuses'], now?.['logins'], now?.['registrations']], ['1', '0', '0'])
    assert.deepEqual([last?.['statuses'], last?.['logins'], last?.['registrations']], ['2', '2', '2'])
    assert.ok(rest.every((week) => week['statuses'] === '0'))
  })

  // SEC:A4
  test('is told to no stranger', async () => {
    assert.equal((await t.api().get(path)).status, 401)
  })
})
