import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { isoDate } from '#base/clock.ts'
import { extendedDescription, instanceRules, privacyPolicy, termsOfService } from '#features/instance/instance-settings.ts'
import { changeSetting } from '#features/settings/change-setting.ts'
import type { Setting } from '#features/settings/define-setting.ts'
import type { Api } from '../api.ts'
import { makePerson, makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

suite('what the server says about itself', () => {
  let t: TestWeb
  let api: Api, app: Api
  before(async () => {
    t = await startTestWeb()
    api = t.api(await makeToken(t.site, await makePerson(t.site, 'alice_a'), ['push']))
    app = t.api(await makeToken(t.site, null, ['read']))
  })
  after(async () => await t.close())

  const set = async <T>(setting: Setting<T>, value: T) =>
    await t.site.store.tx(async (db) => await changeSetting(t.site, db, setting, value))
  const about = (name: string) => `/api/v1/instance/${name}`

  // SEC:A4 SEC:V23
  test('is told to every live token and to no stranger', async () => {
    const names = ['rules', 'extended_description', 'privacy_policy', 'languages', 'translation_languages', 'peers', 'domain_blocks'].map(
      about,
    )
    for (const path of [...names, '/api/v1/peers/search?q=a', '/api/v1/custom_emojis'])
      assert.deepEqual(
        [(await t.api().get(path)).status, (await app.get(path)).status, (await api.get(path)).status],
        [401, 200, 200],
        path,
      )
    const announcements = '/api/v1/announcements'
    assert.deepEqual(
      [(await t.api().get(announcements)).status, (await app.get(announcements)).status, (await api.get(announcements)).status],
      [401, 422, 200],
    )
    for (const path of [about('terms_of_service'), about('terms_of_service/2026-01-01')])
      assert.equal((await t.api().get(path)).status, 401, path)
  })

  test('rules are numbered and stand in both instance documents', async () => {
    assert.deepEqual((await api.get(about('rules'))).json, [])
    await set(instanceRules, [
      { text: 'Be kind', hint: '' },
      { text: 'No secrets', hint: 'Labels are for those' },
    ])
    const { json } = await api.get(about('rules'))
    assert.deepEqual(
      (json as { id: string; text: string }[]).map((one) => [one.id, one.text]),
      [
        ['1', 'Be kind'],
        ['2', 'No secrets'],
      ],
    )
    for (const path of ['/api/v1/instance', '/api/v2/instance']) assert.deepEqual((await t.api().get(path)).json.rules, json)
  })

  test('the extended description is empty until it is written, and rendered without its markup', async () => {
    assert.deepEqual((await api.get(about('extended_description'))).json, { updated_at: null, content: '' })
    await set(extendedDescription, { text: 'We are <b>here</b>', updatedAt: t.clock.now() })
    const { updated_at, content } = (await api.get(about('extended_description'))).json
    assert.deepEqual([updated_at, content], [new Date(t.clock.now()).toISOString(), '<p>We are &lt;b&gt;here&lt;/b&gt;</p>'])
  })

  test('there is a privacy policy from the first day, and then the company’s', async () => {
    assert.match((await api.get(about('privacy_policy'))).json.content, /What is kept/)
    await set(privacyPolicy, { text: 'Ask Dora', updatedAt: t.clock.now() })
    assert.equal((await api.get(about('privacy_policy'))).json.content, '<p>Ask Dora</p>')
  })

  test('terms are those in force; each version stays at its day, and no other day has one', async () => {
    const path = about('terms_of_service')
    assert.equal((await api.get(path)).status, 404)
    const day = (ago: number) => isoDate(t.clock.now() - ago * 86_400_000)
    await set(termsOfService, [
      { text: 'third', from: day(-10) },
      { text: 'first', from: day(20) },
      { text: 'second', from: day(5) },
    ])
    const now = (await api.get(path)).json
    assert.deepEqual([now.content, now.effective, now.effective_date, now.succeeded_by], ['<p>second</p>', true, day(5), day(-10)])
    const next = (await api.get(`${path}/${day(-10)}`)).json
    assert.deepEqual([next.content, next.effective, next.succeeded_by], ['<p>third</p>', false, null])
    assert.equal((await api.get(`${path}/${day(1)}`)).status, 404)
    for (const odd of ['tomorrow', '2026-13-01', '2026']) assert.equal((await api.get(`${path}/${odd}`)).status, 422, odd)
  })

  test('the instance names the languages of its pages, English first', async () => {
    for (const version of ['v1', 'v2']) {
      const { languages } = (await api.get(`/api/${version}/instance`)).json as { languages: string[] }
      assert.deepEqual([languages[0], languages.toSorted()], ['en', ['ar', 'de', 'en', 'es', 'fr', 'ja']])
    }
  })

  test('languages are those of the composer, by their own names', async () => {
    const list = (await api.get(about('languages'))).json as { code: string; name: string }[]
    assert.equal(list.find((one) => one.code === 'de')?.name, 'Deutsch')
    assert.deepEqual((await api.get(about('translation_languages'))).json, {})
  })
})
