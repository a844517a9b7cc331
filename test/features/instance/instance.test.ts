import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { loadUsage } from '#features/instance/instance.queries.ts'
import { showInstance, showOldInstance } from '#features/instance/show-instance.ts'
import { contactEmail, instanceDescription } from '#features/instance/instance-settings.ts'
import { changeCounts } from '#features/accounts/change-counts.ts'
import { changeSetting } from '#features/settings/change-setting.ts'
import { maxCharacters } from '#features/settings/known-settings.ts'
import { validate } from '../../contract/validate.ts'
import { makePerson } from '../../people.ts'
import { type TestSite, testSite } from '../../site.ts'

interface Told {
  description: string
  email: string
  contact: { email: string; account: { username: string } }
  configuration: { statuses: { max_characters: number }; vapid: { public_key: string } }
  stats: { user_count: number; status_count: number }
}

/** Every number in a document, with its path. */
function* numbers(value: unknown, path = ''): Generator<[string, number]> {
  if (typeof value === 'number') yield [path, value]
  if (typeof value !== 'object' || value === null) return
  for (const [key, child] of Object.entries(value)) yield* numbers(child, `${path}.${key}`)
}

suite('instance', () => {
  let t: TestSite
  before(async () => void (t = await testSite()))
  after(async () => await t.close())

  const v2 = async () => JSON.parse(await showInstance(t.site)) as Told
  const v1 = async () => JSON.parse(await showOldInstance(t.site)) as Told

  test('both documents are whole', async () => {
    validate('Instance', await v2())
    validate('V1_Instance', await v1())
  })

  test('every limit is an int above 0: apps read an absent one as 0, iOS fails on a fraction', async () => {
    for (const document of [await v1(), await v2()])
      for (const [path, n] of numbers(document.configuration)) assert.ok(Number.isSafeInteger(n) && n > 0 && n < 2 ** 31, `${path}: ${n}`)
  })

  // SEC:V23
  test('no timeline is open to strangers, and nobody registers', async () => {
    const told = (await v2()) as unknown as { configuration: { timelines_access: object }; registrations: { enabled: boolean } }
    const access = Object.values(told.configuration.timelines_access).flatMap((feed: object) => Object.values(feed))
    assert.deepEqual([...new Set(access)], ['authenticated'])
    assert.equal(told.registrations.enabled, false)
  })

  test('a changed setting is told at once', async () => {
    assert.equal((await v2()).configuration.statuses.max_characters, 5000)
    await t.site.store.tx(async (db) => {
      await changeSetting(t.site, db, maxCharacters, 700)
      await changeSetting(t.site, db, instanceDescription, 'The court of Brunnhof')
      await changeSetting(t.site, db, contactEmail, 'it@brunnhof.example')
    })
    const [now, old] = [await v2(), await v1()]
    assert.equal(now.configuration.statuses.max_characters, 700)
    assert.equal(old.configuration.statuses.max_characters, 700)
    assert.deepEqual(
      [now.description, now.contact.email, old.email],
      ['The court of Brunnhof', 'it@brunnhof.example', 'it@brunnhof.example'],
    )
    assert.equal(now.contact.account.username, 'company')
  })

  test('the counts lag a minute at the most', async () => {
    const before = (await v1()).stats
    const { accountId } = await makePerson(t.site, 'counted_in')
    await t.site.store.tx(async (db) => await changeCounts(db, accountId, { statuses: 3, lastStatusAt: t.clock.now() }))
    t.clock.advance(60_000)
    const after_ = (await v1()).stats
    assert.deepEqual([after_.user_count, after_.status_count], [before.user_count + 1, before.status_count + 3])
  })

  test('active are those who posted or signed in since', async () => {
    const { active } = await loadUsage(t.site.store.read, t.clock.now() + 1)
    const person = await makePerson(t.site, 'active_one')
    await t.site.store.tx(async (db) => await changeCounts(db, person.accountId, { lastStatusAt: t.clock.now() + 5 }))
    assert.equal((await loadUsage(t.site.store.read, t.clock.now() + 1)).active, active + 1)
  })
})
