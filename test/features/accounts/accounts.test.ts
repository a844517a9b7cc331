import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { Refusal } from '#base/errors.ts'
import { eq } from '#db/drizzle.ts'
import { accountJson, loadAccounts } from '#features/accounts/accounts.json.ts'
import { accountIdByName, usernameTaken } from '#features/accounts/accounts.queries.ts'
import { accounts, legacyIds } from '#features/accounts/accounts.schema.ts'
import { changeCounts } from '#features/accounts/change-counts.ts'
import { companyAccountId } from '#features/accounts/company-account.ts'
import { createAccount } from '#features/accounts/create-account.ts'
import { findLegacyId } from '#features/accounts/legacy.queries.ts'
import { nameCompanyAccount } from '#features/accounts/name-company-account.ts'
import { validate } from '../../contract/validate.ts'
import { type TestSite, testSite } from '../../site.ts'
import { newAccount } from './new-account.ts'

suite('accounts', () => {
  let t: TestSite
  before(async () => void (t = await testSite()))
  after(async () => await t.close())

  const json = async (id: number) => accountJson(t.site, (await loadAccounts(t.site.store.read, [id])).get(id)!)
  const refused = (error: string) => (e: unknown) =>
    e instanceof Refusal && e.status === 422 && e.options.fields?.['username']?.[0]?.error === error

  test('an account is made with its name and stands under it, whatever the case', async () => {
    const id = await newAccount(t.site, 'lena_test')
    assert.equal(await accountIdByName(t.site.store.read, 'Lena_Test'), id)
    assert.equal(await usernameTaken(t.site.store.read, 'LENA_TEST'), true)
    assert.equal(await usernameTaken(t.site.store.read, 'lena_tes'), false)
  })

  test('a taken, a reserved and a malformed name are refused and nothing is written', async () => {
    await newAccount(t.site, 'taken_once')
    await assert.rejects(newAccount(t.site, 'taken_once'), refused('ERR_TAKEN'))
    await assert.rejects(newAccount(t.site, '4dmin'), refused('ERR_RESERVED'))
    await assert.rejects(newAccount(t.site, 'company'), refused('ERR_RESERVED'))
    await assert.rejects(newAccount(t.site, 'Upper'), refused('ERR_INVALID'))
    assert.equal(await usernameTaken(t.site.store.read, '4dmin'), false)
  })

  test('of parallel wishes for one name one gets it', async () => {
    const all = await Promise.allSettled(Array.from({ length: 10 }, async () => await newAccount(t.site, 'wanted')))
    assert.equal(all.filter((one) => one.status === 'fulfilled').length, 1)
  })

  test('a caller whose name is taken may go on with another in the same transaction', async () => {
    await newAccount(t.site, 'going_on')
    await t.site.store.tx(async (db) => {
      assert.equal(await usernameTaken(db, 'going_on'), true)
      await createAccount(t.site, db, { personId: null, username: 'going_on_2', displayName: '' })
    })
    assert.equal(await usernameTaken(t.site.store.read, 'going_on_2'), true)
  })

  test('the wire form has every key that apps decode as required', async () => {
    const id = await newAccount(t.site, 'complete')
    await t.site.store.tx(async (db) => {
      await db
        .update(accounts)
        .set({ note: 'Tests probes.\nhttp://wiki/probes', fields: [{ name: 'Room', value: '2.14', verifiedAt: null }] })
        .where(eq(accounts.id, id))
      await changeCounts(db, id, { statuses: 1, lastStatusAt: Date.UTC(2026, 10, 24, 8, 30) })
    })
    const account = await json(id)
    validate('Account', account)
    assert.equal(account.acct, 'complete')
    assert.equal(account.url, 'http://localhost:3000/@complete')
    assert.equal(account.uri, `http://localhost:3000/ap/users/${id}`)
    assert.equal(account.avatar, 'http://localhost:3000/assets/face.png')
    assert.equal(account.created_at, '2026-11-24T00:00:00.000Z')
    assert.equal(account.last_status_at, '2026-11-24')
    assert.equal(account.statuses_count, 1)
    assert.match(account.note, /^<p>Tests probes\.<br \/><a href="http:\/\/wiki\/probes"/)
    assert.deepEqual(account.fields, [{ name: 'Room', value: '2.14', verified_at: null }])
  })

  test('a suspended account is blanked and says so', async () => {
    const id = await newAccount(t.site, 'suspended_one', { locked: true })
    await t.site.store.tx(
      async (db) => await db.update(accounts).set({ note: 'secret', suspendedAt: t.clock.now() }).where(eq(accounts.id, id)),
    )
    const account = await json(id)
    validate('Account', account)
    assert.equal(account.suspended, true)
    assert.deepEqual([account.display_name, account.note, account.fields, account.locked], ['', '', [], false])
    assert.equal(account.username, 'suspended_one')
  })

  test('unknown ids are absent, and no ids cost no query', async () => {
    assert.equal((await loadAccounts(t.site.store.read, [1, 2])).size, 0)
    assert.equal((await loadAccounts(t.site.store.read, [])).size, 0)
  })

  test('the company account stands from the first migration on and takes the configured name', async () => {
    const company = await json(companyAccountId)
    validate('Account', company)
    assert.equal(company.username, 'company')
    const { instance } = t.site.config
    const renamed = { ...t.site, config: { ...t.site.config, instance: { ...instance, companyAccount: 'brunnhof', name: 'Brunnhof' } } }
    await nameCompanyAccount(renamed)
    await nameCompanyAccount(renamed)
    assert.deepEqual([(await json(companyAccountId)).username, (await json(companyAccountId)).display_name], ['brunnhof', 'Brunnhof'])
    await newAccount(t.site, 'somebody_else')
    const clash = { ...t.site, config: { ...t.site.config, instance: { ...instance, companyAccount: 'somebody_else' } } }
    await assert.rejects(nameCompanyAccount(clash), /belongs to somebody/)
    await nameCompanyAccount(t.site)
    assert.equal((await json(companyAccountId)).username, 'company')
  })

  test('parallel changes of a counter are all counted', async () => {
    const id = await newAccount(t.site, 'counted')
    await Promise.all(
      Array.from(
        { length: 30 },
        async () => await t.site.store.tx(async (db) => await changeCounts(db, id, { statuses: 1, followers: 2 })),
      ),
    )
    assert.deepEqual([(await json(id)).statuses_count, (await json(id)).followers_count], [30, 60])
  })

  test('a foreign id leads to ours', async () => {
    await t.site.store.tx(
      async (db) => await db.insert(legacyIds).values({ kind: 'account', foreignId: '109001', localId: companyAccountId }),
    )
    assert.equal(await findLegacyId(t.site.store.read, 'account', '109001'), companyAccountId)
    assert.equal(await findLegacyId(t.site.store.read, 'status', '109001'), undefined)
  })
})
