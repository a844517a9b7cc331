import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
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
    assert.equal(v2.api_versions.mastodon, 0)
  })

  test('iOS reads a version of 4 and whole objects of ints', async () => {
    const { json, headers } = await t.api().get('/api/v1/instance')
    assert.equal(Number(json.version.split('.')[0]), 4)
    assert.ok(Number.isInteger(json.stats.user_count) && Number.isInteger(json.stats.domain_count))
    assert.equal(headers.get('deprecation'), '@1668384000')
  })
})
