import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { Assets } from '#http/assets.ts'
import { bundleAssets } from '#processes/assets.ts'
import { type FakeWeb, fakeWeb } from './fake-web.ts'

const long = 'a{color:red}'.repeat(500)
let web: FakeWeb
before(async () => {
  web = await fakeWeb({ assets: { 'atrium.css': long, 'face.png': 'png' } })
})
after(() => web.close())

test('a bundle is served for ever under its hashed name, small', async () => {
  const answer = await web.get('/assets/atrium-HASH.css')
  assert.deepEqual([answer.status, await answer.text()], [200, long])
  assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  assert.equal(answer.headers.get('cross-origin-resource-policy'), 'same-origin')
  const coded = await web.raw(
    'GET /assets/atrium-HASH.css HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: zstd, br, gzip\r\nConnection: close\r\n\r\n',
  )
  assert.match(coded, /content-encoding: br/)
  assert.equal(brotliDecompressSync(Buffer.from(coded.slice(coded.indexOf('\r\n\r\n') + 4), 'latin1')).toString(), long)
})

test('a picture that apps of other origins show keeps its address over releases', async () => {
  const answer = await web.get('/assets/face.png')
  assert.deepEqual([answer.status, answer.headers.get('cross-origin-resource-policy')], [200, 'cross-origin'])
  assert.equal((await web.get('/assets/atrium.css')).status, 404)
})

test('no spelling of a path leaves the assets', async () => {
  // SEC:T3
  const ups = ['..', '%2e%2e', '.%2e', '%2e.', '%252e%252e', '..%00', '..;', '%c0%ae%c0%ae', '\u{ff0e}\u{ff0e}']
  const slashes = ['/', '%2f', '%5c', '\\', '%252f', '%c0%af']
  const targets = ups.flatMap((up) => slashes.map((slash) => `/assets/${`${up}${slash}`.repeat(6)}etc${slash}passwd`))
  targets.push(
    '/assets/',
    '/assets',
    '/assets//etc/passwd',
    '/assets/list.json',
    '/assets/.hidden',
    '/assets/%00',
    '/assets/page-HASH.js%00.png',
    '/assets/page-HASH.js/',
  )
  assert.ok(targets.length > 40)
  for (const target of targets) {
    const answer = await web.raw(`GET ${Buffer.from(target).toString('latin1')} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
    assert.match(answer, /^HTTP\/1\.1 (?:404|400) /, target)
    assert.doesNotMatch(answer, /root:/)
  }
})

test('only GET and HEAD are answered', async () => {
  assert.equal((await web.send('HEAD', '/assets/page-HASH.js')).status, 200)
  assert.equal((await web.send('POST', '/assets/page-HASH.js', '')).status, 404)
})

test('the bundler makes what the layouts name, once for the same sources', async () => {
  const data = mkdtempSync(join(tmpdir(), 'atrium-assets-'))
  const folder = await bundleAssets(data)
  const assets = new Assets(folder)
  for (const name of ['page.js', 'signin.js', 'atrium.css', 'icon.svg', 'icons.svg', 'face.png', 'cover.png']) {
    assert.match(assets.href(name), /^\/assets\/[\w-]+-[A-Z0-9]{8}\.\w+$/, name)
  }
  assert.throws(() => assets.href('other.js'), /no asset/)
  const made = () => readdirSync(folder).map((file) => [file, statSync(join(folder, file)).ino, statSync(join(folder, file)).mtimeMs])
  const first = made()
  assert.equal(await bundleAssets(data), folder)
  assert.deepEqual(made(), first)
  assert.ok(readdirSync(folder).every((file) => file === 'list.json' || /-[A-Z0-9]{8}\.\w+$/.test(file)))
  assert.ok(existsSync(join(folder, 'list.json')))
  const js = readFileSync(join(folder, assets.href('page.js').slice('/assets/'.length)), 'utf8')
  assert.doesNotMatch(js, /\beval\(|new Function\(/)
  rmSync(data, { recursive: true, force: true })
})
