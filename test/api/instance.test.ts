import assert from 'node:assert/strict'
import { createECDH } from 'node:crypto'
import { after, before, suite, test } from 'node:test'
import { instanceRules, termsOfService } from '#features/instance/instance-settings.ts'
import { changeSetting } from '#features/settings/change-setting.ts'
import type { Setting } from '#features/settings/define-setting.ts'
import { makePerson, makeSession, makeToken } from '../people.ts'
import { browserAt } from './oauth-browser.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

suite('/api/v1|v2/instance', () => {
  let t: TestWeb
  before(async () => void (t = await startTestWeb()))
  after(async () => await t.close())

  test('both answer without a token, with and without a slash at the end', async () => {
    for (const path of ['/api/v1/instance', '/api/v2/instance', '/api/v1/instance/', '/api/v2/instance/'])
      assert.equal((await t.api().get(path)).status, 200, path)
  })

  test('one name for everything: the domain is the host that answers', async () => {
    const { json: v2 } = await t.api().get('/api/v2/instance')
    const { json: v1 } = await t.api().get('/api/v1/instance')
    const { host } = new URL(t.url)
    assert.deepEqual([v2.domain, v1.uri], [host, host])
    assert.deepEqual([v2.configuration.urls.streaming, v1.urls.streaming_api], [`ws://${host}`, `ws://${host}`])
  })

  test('iOS reads a version of 4 and whole objects of ints', async () => {
    const { json, headers } = await t.api().get('/api/v1/instance')
    assert.equal(Number(json.version.split('.')[0]), 4)
    assert.ok(Number.isInteger(json.stats.user_count) && Number.isInteger(json.stats.domain_count))
    assert.equal(headers.get('deprecation'), '@1668384000')
  })

  test('the number that apps go by is 6, and what stands behind it is there', async () => {
    assert.deepEqual((await t.api().get('/api/v2/instance')).json.api_versions, { mastodon: 6 })
    const lena = await makePerson(t.site, 'lena_v')
    const app = t.api(await makeToken(t.site, lena))
    assert.deepEqual((await app.get('/api/v2/notifications')).json.notification_groups, [])
    const metadata = (await t.api().get('/.well-known/oauth-authorization-server')).json
    assert.ok(metadata.code_challenge_methods_supported.includes('S256'))
    const keys = { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: 'AAAAAAAAAAAAAAAAAAAAAA' }
    const subscription = { endpoint: 'https://push.example/1', keys, standard: true }
    assert.equal((await app.post('/api/v1/push/subscription', { body: { subscription } })).json.standard, true)
    const filter = { title: 'Spoilers', context: ['home'], filter_action: 'blur' }
    assert.equal((await app.post('/api/v2/filters', { body: filter })).json.filter_action, 'blur')
    assert.deepEqual((await app.get(`/api/v1/accounts/${lena.accountId}/endorsements`)).json, [])
    assert.equal((await app.post('/api/v1/tags/lunch/feature')).json.featuring, true)
  })

  test('the same words in both, pictures only, and every limit an int above 0, those of recordings too', async () => {
    const { json: v2 } = await t.api().get('/api/v2/instance')
    const { json: v1 } = await t.api().get('/api/v1/instance')
    const { description_limit, ...media } = v2.configuration.media_attachments
    assert.deepEqual(v1.configuration.media_attachments, media)
    assert.deepEqual([v1.configuration.statuses, v1.configuration.polls], [v2.configuration.statuses, v2.configuration.polls])
    assert.deepEqual(
      [v1.title, v1.description, v1.version, v1.rules, v1.contact_account],
      [v2.title, v2.description, v2.version, v2.rules, v2.contact.account],
    )
    const { supported_mime_types, ...limits } = media
    assert.ok(supported_mime_types.length > 0 && supported_mime_types.every((type: string) => type.startsWith('image/')))
    const numbers = { ...limits, description_limit, ...v2.configuration.statuses, ...v2.configuration.polls, ...v2.configuration.accounts }
    for (const [name, limit] of Object.entries(numbers)) assert.ok(Number.isInteger(limit) && Number(limit) > 0, name)
    assert.deepEqual([v2.registrations.enabled, v1.registrations, v1.approval_required, v1.invites_enabled], [false, false, false, false])
    assert.equal(v2.configuration.limited_federation, true)
  })

  test('every address in it leads somewhere, and people find there what they ask for', async () => {
    const browser = browserAt(t.url, await makeSession(t.site, await makePerson(t.site, 'lena_i')))
    const urls = async () => (await t.api().get('/api/v2/instance')).json.configuration.urls
    assert.equal((await urls()).terms_of_service, null)
    const set = async <T>(setting: Setting<T>, value: T) =>
      await t.site.store.tx(async (db) => await changeSetting(t.site, db, setting, value))
    await set(termsOfService, [{ text: 'No <b>shouting</b>', from: '2026-01-01' }])
    await set(instanceRules, [{ text: 'Be kind', hint: '' }])
    const { about, privacy_policy, terms_of_service } = await urls()
    const { json } = await t.api().get('/api/v2/instance')
    for (const address of [about, privacy_policy, terms_of_service, json.source_url, json.thumbnail.url]) {
      const { pathname, hash } = new URL(address)
      const page = await browser.get(pathname)
      assert.equal(page.status, 200, address)
      if (hash) assert.ok(page.html.includes(`id="${hash.slice(1)}"`), address)
    }
    const { html } = await browser.get('/about')
    assert.ok(html.includes('Be kind') && html.includes('No &lt;b&gt;shouting') && html.includes('What is kept'))
    assert.match((await browserAt(t.url).get('/about')).location, /^\/auth\/sign-in/)
  })
})
