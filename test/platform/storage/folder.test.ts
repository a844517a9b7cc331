import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { Refusal } from '#base/errors.ts'
import { folderStorage } from '#platform/storage/folder.ts'

function inFolder(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'atrium-storage-'))
  t.after(() => rmSync(root, { recursive: true, force: true }))
  return { root, folder: join(root, 'media'), storage: folderStorage(join(root, 'media')) }
}

const refusal = (status: number) => (error: unknown) => error instanceof Refusal && error.status === status

test('what was put comes back whole, with its size and hash', async (t) => {
  const { storage } = inFolder(t)
  const bytes = randomBytes(300_000)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  assert.deepEqual(await storage.put('local/ab/cd', bytes), { size: 300_000, sha256 })
  const parts = Readable.from([bytes.subarray(0, 1), bytes.subarray(1, 200_000), bytes.subarray(200_000)])
  assert.deepEqual(await storage.put('local/ab/ce', parts), { size: 300_000, sha256 })
  const got = await storage.get('local/ab/ce')
  assert.equal(got.size, 300_000)
  assert.deepEqual(await buffer(got.stream), bytes)
  assert.deepEqual(await storage.stat('local/ab/cd'), { size: 300_000 })
})

test('a range gives these bytes and the whole size', async (t) => {
  const { storage } = inFolder(t)
  await storage.put('a', Buffer.from('0123456789'))
  const got = await storage.get('a', { start: 2, end: 4 })
  assert.deepEqual([got.size, String(await buffer(got.stream))], [10, '234'])
})

test('an object is replaced whole, and removing is repeatable', async (t) => {
  const { storage } = inFolder(t)
  await storage.put('a/b', Buffer.from('one'))
  await storage.put('a/b', Buffer.from('two'))
  assert.equal(String(await buffer((await storage.get('a/b')).stream)), 'two')
  await storage.remove('a/b')
  await storage.remove('a/b')
  assert.equal(await storage.stat('a/b'), undefined)
  await assert.rejects(storage.get('a/b'), refusal(404))
  await assert.rejects(storage.get('a'), refusal(404))
})

test('more bytes than allowed leave nothing behind', async (t) => {
  const { storage, folder } = inFolder(t)
  // SEC:M9
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(65_536)
    })(),
  )
  await assert.rejects(storage.put('big', endless, { maxBytes: 1_000_000 }), refusal(413))
  assert.ok(endless.destroyed)
  assert.deepEqual(readdirSync(join(folder, 'incoming')), [])
  assert.equal(await storage.stat('big'), undefined)
})

test('a body that breaks off leaves nothing behind', async (t) => {
  const { storage, folder } = inFolder(t)
  const broken = Readable.from(
    (function* () {
      yield Buffer.alloc(10)
      throw new Error('the upload broke off')
    })(),
  )
  await assert.rejects(storage.put('half', broken), /broke off/)
  assert.deepEqual(readdirSync(join(folder, 'incoming')), [])
  assert.equal(await storage.stat('half'), undefined)
})

test('no key leads out of the folder', async (t) => {
  const { storage, root } = inFolder(t)
  writeFileSync(join(root, 'secret'), 'x')
  mkdirSync(join(root, 'media', 'incoming'), { recursive: true })
  // SEC:T1 SEC:T2
  const keys = [
    '../secret',
    'a/../../secret',
    '/etc/passwd',
    'a//b',
    'a/',
    '/a',
    '',
    '.',
    '..',
    'a\0b',
    'a%2f..',
    'a\\b',
    'A',
    'ä',
    'a.b',
    '.hidden',
    'a b',
    `${'a'.repeat(201)}`,
  ]
  for (const key of keys) {
    await assert.rejects(storage.put(key, Buffer.from('x')), /not a storage key/, key)
    await assert.rejects(storage.get(key), /not a storage key/, key)
    await assert.rejects(storage.stat(key), /not a storage key/, key)
    await assert.rejects(storage.remove(key), /not a storage key/, key)
  }
  assert.ok(existsSync(join(root, 'secret')))
})

test('files are readable by the server alone, and the list names what is stored', async (t) => {
  const { storage, folder } = inFolder(t)
  assert.deepEqual(await Array.fromAsync(storage.list('')), [])
  for (const key of ['local/aa/1', 'local/ab/2', 'cache/aa/3']) await storage.put(key, Buffer.from(key))
  writeFileSync(join(folder, 'incoming', 'abandoned'), 'x')
  assert.deepEqual((await Array.fromAsync(storage.list('local/'))).sort(), ['local/aa/1', 'local/ab/2'])
  assert.deepEqual((await Array.fromAsync(storage.list(''))).sort(), ['cache/aa/3', 'local/aa/1', 'local/ab/2'])
  assert.equal(statSync(join(folder, 'local/aa/1')).mode & 0o777, 0o600)
})
