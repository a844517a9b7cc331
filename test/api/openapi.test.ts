import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { areas } from '#processes/areas.ts'
import type { ApiDocument } from '#features/apidoc/document.ts'
import { pathOf } from '#features/apidoc/operation.ts'
import { acceptedScopes } from '#http/guard.ts'
import { makePerson, makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

interface Operation {
  security: Record<string, string[]>[]
  parameters?: { name: string; in: string }[]
  requestBody?: { content: Record<string, { schema: { properties: Record<string, object> } }> }
  responses: Record<string, unknown>
}

suite('the OpenAPI document', () => {
  let t: TestWeb
  let token: string
  let document: ApiDocument
  before(async () => {
    t = await startTestWeb()
    token = await makeToken(t.site, await makePerson(t.site, 'reader_o'), ['push'])
    document = (await t.api(token).get('/api/openapi.json')).json as ApiDocument
  })
  after(async () => await t?.close())

  const operation = (method: string, path: string) => document.paths[path]?.[method] as unknown as Operation

  test('is for any live token, an app’s too, and for nobody else', async () => {
    const app = await makeToken(t.site, null, ['read'])
    assert.equal((await t.api(app).get('/api/openapi.json')).status, 200)
    assert.equal((await t.api().get('/api/openapi.json')).status, 401)
    assert.equal((await t.api('nonsense').get('/api/openapi.json')).status, 401)
  })

  test('is valid OpenAPI 3.1, and a document with a fault is not', async () => {
    const valid = await new Validator().validate(structuredClone(document) as unknown as Record<string, unknown>)
    assert.ok(valid.valid, JSON.stringify(valid.errors, null, 1))
    assert.match(document.openapi, /^3\.1\./)
    const broken = { ...structuredClone(document), paths: { 'no/slash': { get: { responses: 1 } } } }
    assert.equal((await new Validator().validate(broken as unknown as Record<string, unknown>)).valid, false)
  })

  test('each reference leads somewhere within it', () => {
    const lost: string[] = []
    JSON.stringify(document, (key, value: unknown) => {
      if (key === '$ref' && typeof value === 'string') {
        let at: unknown = document
        for (const step of value.slice(2).split('/')) at = (at as Record<string, unknown> | undefined)?.[step]
        if (at === undefined) lost.push(value)
      }
      return value
    })
    assert.deepEqual(lost, [])
  })

  test('has every endpoint with its scope, and no other', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
    const offered = areas.flatMap(({ endpoints }) => endpoints.map(({ method, path }) => `${method.toLowerCase()} ${pathOf(path)}`))
    assert.deepEqual(described.toSorted(), offered.toSorted())
    for (const { endpoints } of areas)
      for (const { method, path, row } of endpoints) {
        const named = operation(method.toLowerCase(), pathOf(path)).security.flatMap((one) => one['oauth2'] ?? [])
        const accepted = acceptedScopes(row.scope)
        if (accepted) assert.deepEqual(named, [row.scope].flat(), `${method} ${path}`)
        else assert.deepEqual(named, [], `${method} ${path}`)
      }
  })

  test('says what is sent: a path’s id, lists with brackets, fields of a body in all its forms', () => {
    const home = operation('get', '/api/v1/timelines/home')
    assert.ok(home.parameters?.some((one) => one.name === 'max_id' && one.in === 'query'))
    const many = operation('get', '/api/v1/accounts/relationships')
    assert.ok(many.parameters?.some((one) => one.name === 'id[]'))
    const post = operation('post', '/api/v1/statuses')
    assert.ok(post.parameters?.some((one) => one.name === 'Idempotency-Key' && one.in === 'header'))
    const { content } = post.requestBody!
    assert.deepEqual(Object.keys(content).toSorted(), ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'])
    assert.ok('spoiler_text' in content['application/json']!.schema.properties)
    const upload = operation('post', '/api/v2/media').requestBody!.content
    assert.deepEqual(Object.keys(upload)[0], 'multipart/form-data')
    assert.deepEqual(upload['multipart/form-data']!.schema.properties['file'], {
      type: 'string',
      contentMediaType: 'application/octet-stream',
    })
    assert.ok('429' in home.responses && '401' in home.responses && '403' in home.responses)
  })

  test('is not sent again to who has it', async () => {
    const first = await t.api(token).get('/api/openapi.json')
    const etag = first.headers.get('etag')!
    const again = await t.api(token).get('/api/openapi.json', { headers: { 'if-none-match': etag } })
    assert.deepEqual([again.status, again.text, again.headers.get('etag')], [304, '', etag])
    assert.equal((await t.api(token).get('/api/openapi.json', { headers: { 'if-none-match': '"x"' } })).status, 200)
  })
})
