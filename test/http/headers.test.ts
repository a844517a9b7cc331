import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Answer, area, get } from '#http/area.ts'
import { headerTable } from '#http/headers.ts'
import { page, pageArea, type PageClass } from '#http/page.ts'
import { type FakeWeb, fakeWeb } from './fake-web.ts'

const raw = { kind: 'raw', status: 200, type: 'text/html; charset=utf-8', body: 'x', headers: {} } as const
const classes: PageClass[] = ['page', 'signin', 'media', 'embed']
const pages = pageArea('classes', [
  ...classes.map((one) => page(`/${one}`, { who: 'anyone', class: one }, async () => raw)),
  page('/never', { who: 'anyone', store: 'never' }, async () => raw),
])
const api = area('api', [
  get('/api/v1/x', { scope: 'public', returns: 'none' }, async () => ({})),
  get(
    '/api/v1/own',
    { scope: 'public', returns: 'none' },
    async () => new Answer('{}', { headers: { 'Cache-Control': 'public, max-age=60' } }),
  ),
])

let web: FakeWeb
const config = {
  url: 'https://social.corp',
  origin: 'https://social.corp',
  host: 'social.corp',
  https: true,
  media: { url: 'https://media.corp/m' },
}
before(async () => {
  web = await fakeWeb({ pageAreas: [pages], areas: [api], assets: { 'sw.js': 'self', 'face.png': 'png' }, config })
})
after(() => web.close())

/** Headers of an answer over the wire, without those that differ each time. */
async function headersOf(path: string): Promise<Record<string, string>> {
  const answer = await web.raw(`GET ${path} HTTP/1.1\r\nHost: social.corp\r\nConnection: close\r\n\r\n`)
  const lines = answer.slice(0, answer.indexOf('\r\n\r\n')).split('\r\n').slice(1)
  const list = lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)] as const)
  assert.equal(new Set(list.map(([name]) => name)).size, list.length, `${path} repeats a header`)
  return Object.fromEntries(
    list
      .filter(([name]) => !['date', 'x-request-id', 'connection', 'content-length', 'keep-alive'].includes(name))
      .toSorted(([a], [b]) => a!.localeCompare(b!)),
  )
}

test('every class of answers wears its headers', async (t) => {
  // SEC:B2 SEC:H15 SEC:C2
  const paths = [
    '/page',
    '/never',
    '/signin',
    '/media',
    '/embed',
    '/api/v1/x',
    '/api/v1/own',
    '/oauth/token',
    '/none',
    '/assets/page-HASH.js',
    '/assets/none.js',
    '/assets/face.png',
    '/sw.js',
    '/livez',
  ]
  const table: Record<string, unknown> = {}
  for (const path of paths) table[path] = await headersOf(path)
  t.assert.snapshot(table)
})

test('no policy has a nonce, inline code or a wild source; script and style come from the path of the bundles only', () => {
  // SEC:B2
  const table = headerTable({ origin: 'https://social.corp', https: true, media: {} })
  for (const [kind, list] of Object.entries(table)) {
    const csp = list[list.indexOf('content-security-policy') + 1] ?? ''
    const rules = Object.fromEntries(csp.split('; ').map((rule) => [rule.split(' ')[0], rule.slice(rule.indexOf(' ') + 1)]))
    assert.doesNotMatch(csp, /nonce|strict-dynamic|unsafe-eval|\*/, kind)
    if (kind !== 'media') assert.doesNotMatch(csp, /unsafe-inline/, kind)
    if (['page', 'never', 'signin'].includes(kind)) {
      assert.equal(rules['default-src'], "'none'")
      assert.equal(rules['script-src'], 'https://social.corp/assets/')
      assert.match(rules['style-src']!, /^https:\/\/social\.corp\/assets\/ 'sha256-[\w+/=]+'$/)
      assert.equal(rules['form-action'], kind === 'signin' ? undefined : "'self'")
      assert.equal(list.includes('cross-origin-opener-policy'), kind !== 'signin')
    }
    assert.ok(list.includes('nosniff') && list.includes('strict-transport-security'), kind)
  }
})

test('plain http wears no HSTS, and no answer names its server', async () => {
  const table = headerTable({ origin: 'http://localhost:3000', https: false, media: {} })
  for (const list of Object.values(table)) assert.ok(!list.includes('strict-transport-security'))
  for (const path of ['/page', '/api/v1/x']) {
    const headers = await headersOf(path)
    assert.deepEqual([headers['server'], headers['x-powered-by']], [undefined, undefined])
  }
})
