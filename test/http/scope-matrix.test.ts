import '../dialect.ts'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { areas, pageAreas } from '#processes/areas.ts'
import { type FakeWeb, fakeWeb } from './fake-web.ts'
import { allScopes, scopeMatrix } from './scope-matrix.ts'

const matrix = scopeMatrix(areas)

let web: FakeWeb
before(async () => {
  web = await fakeWeb({ areas, config: { limits: { enabled: false } } })
})
after(() => web.close())

const status = async (method: string, path: string, token?: string) => {
  const answer = await web.send(method, path, undefined, token === undefined ? {} : { authorization: `Bearer ${token}` })
  await answer.arrayBuffer()
  return answer.status
}

test('a token with every scope but the needed one is 403 on every row that asks for one', async () => {
  // SEC:A3
  assert.ok(matrix.length > 20)
  for (const { id, method, path, accepted, allButNeeded } of matrix) {
    if (accepted) assert.equal(await status(method, path, `person:${allButNeeded.join(',')}`), 403, id)
  }
})

/** Rows that are refused to everybody, whatever their scopes. */
const closed = ['POST /api/v1/accounts', 'POST /api/v1/collections', 'POST /api/v1_alpha/collections', 'POST /api/v1/emails/confirmations']

test('each scope that a row takes is a real one, and the guard lets it in', async () => {
  // SEC:A13
  for (const { id, method, path, accepted } of matrix) {
    for (const scope of accepted ?? []) {
      assert.ok(allScopes.includes(scope), `${id}: ${scope}`)
      // Nothing stands behind the doors here, so what comes after the guard may fail; the guard's own answers may not.
      assert.ok(![401, 403].includes(await status(method, path, `person:${scope}`)) || closed.includes(id), `${id}: ${scope}`)
    }
  }
})

test('nobody gets past a row that is not on the list of open ones', async () => {
  // SEC:V23 SEC:A4
  const open = matrix.filter((row) => row.who === 'anyone').map((row) => row.id)
  // Streams and the search answer 401 by themselves, in words of their own.
  const streams = open.filter((id) => /^GET \/api\/(?:v1\/streaming\/|v2\/search$)/.test(id) && !id.endsWith('/health'))
  const free = open.filter((id) => !streams.includes(id) && !/ (?:\/\.well-known\/|\/nodeinfo\/)/.test(id))
  assert.deepEqual(free.toSorted(), [
    'GET /api/v1/instance',
    'GET /api/v1/streaming/health',
    'GET /api/v2/instance',
    'POST /api/v1/accounts',
    'POST /api/v1/apps',
    'POST /oauth/revoke',
    'POST /oauth/token',
  ])
  for (const { id, method, path, who } of matrix)
    if (who !== 'anyone' || streams.includes(id)) assert.equal(await status(method, path), 401, id)
})

test("an app's own token is 422 where a person is needed, whatever its scopes", async () => {
  // SEC:A2
  for (const { id, method, path, who } of matrix) {
    if (who === 'person') assert.equal(await status(method, path, `app:${allScopes.join(',')}`), 422, id)
  }
})

test("the scopes are those of Mastodon's documentation", () => {
  // SEC:A13
  const lines = readFileSync(join(import.meta.dirname, '../contract/mastodon-api.tsv'), 'utf8')
    .trim()
    .split('\n')
  const columns = lines[0]!.split('\t')
  const at = (name: string) => columns.indexOf(name)
  const documented = new Map(
    lines.slice(1).map((line) => {
      const cells = line.split('\t')
      const id: string = `${cells[at('method')]} ${cells[at('path')]?.replace(/:\w+/g, ':id')}`
      return [id, cells[at('scope')] ?? ''] as const
    }),
  )
  assert.ok(documented.size > 200)
  let compared = 0
  for (const { id, accepted } of matrix) {
    const scope = documented.get(id.replace(/:\w+/g, ':id'))?.replace('*', '')
    if (!accepted || !scope || !/^[\w:]+$/.test(scope) || scope === 'none') continue
    compared++
    assert.ok(accepted.has(scope), `${id} takes ${[...accepted].join()}, documented is ${scope}`)
  }
  assert.ok(compared > 15)
})

test('no row of the surroundings of OAuth is mounted', () => {
  // SEC:A14
  const mounted = [...matrix.map((row) => row.id), ...pageAreas.flatMap((area) => area.pages.map((row) => `${row.method} ${row.path}`))]
  assert.deepEqual(mounted.filter((id) => / \/oauth\//.test(id)).toSorted(), [
    'DELETE /oauth/authorize',
    'DELETE /oauth/authorized_applications/:id',
    'GET /oauth/authorize',
    'GET /oauth/authorize/native',
    'GET /oauth/authorized_applications',
    'GET /oauth/userinfo',
    'POST /oauth/authorize',
    'POST /oauth/authorized_applications/:id',
    'POST /oauth/revoke',
    'POST /oauth/token',
    'POST /oauth/userinfo',
  ])
})

test('no form goes without the check of where it comes from, but for the list', () => {
  // SEC:C4
  const exempt = pageAreas.flatMap((area) => area.pages).filter((row) => row.row.csrf === 'exempt')
  assert.deepEqual(exempt.map((row) => `${row.method} ${row.path}`).toSorted(), [])
})
