import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { ConfigFault } from '#platform/config/fault.ts'
import { checkFingerprint } from '#platform/secrets/check-fingerprint.ts'
import { loadSecrets, secretsOf } from '#platform/secrets/secrets.ts'
import { foundation } from '../foundation.ts'

const folder = mkdtempSync(join(tmpdir(), 'atrium-secrets-'))
after(() => rmSync(folder, { recursive: true }))
const one = secretsOf(Buffer.alloc(32, 1))
const two = secretsOf(Buffer.alloc(32, 2))

// SEC:B4
// SEC:B19
test('a sealed text opens under its purpose and its key only, and only whole', () => {
  const sealed = one.seal('push', "the app's token ü")
  assert.equal(one.open('push', sealed), "the app's token ü")
  assert.notEqual(one.seal('push', 'x'), one.seal('push', 'x'), 'no two alike')
  assert.doesNotMatch(Buffer.from(sealed.split('.')[3]!, 'base64url').toString('latin1'), /token/)
  assert.match(sealed, new RegExp(`^1\\.${one.fingerprint}\\.`), 'it names its key')
  assert.throws(() => one.open('claims', sealed))
  assert.throws(() => two.open('push', sealed), new RegExp(`under the master key ${one.fingerprint}, but ours is ${two.fingerprint}`))
  const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA')
  assert.throws(() => one.open('push', changed))
  for (const nonsense of ['', 'x', '1.2.3', `1.${one.fingerprint}.AAAA.AAAA`]) assert.throws(() => one.open('push', nonsense))
})

test('keys and derived texts belong to their purpose', () => {
  assert.equal(one.key('a').length, 32)
  assert.deepEqual(one.key('a'), secretsOf(Buffer.alloc(32, 1)).key('a'))
  assert.notDeepEqual(one.key('a'), one.key('b'))
  assert.notDeepEqual(one.key('a'), two.key('a'))
  assert.equal(one.derive('client', 'x'), one.derive('client', 'x'))
  assert.notEqual(one.derive('client', 'x'), one.derive('other', 'x'))
  assert.match(one.derive('client', 'x'), /^[\w-]{43}$/)
})

test('the first start makes one master key, mode 0600, and every later one reads it', () => {
  const file = join(folder, 'new', 'master.key')
  const first = loadSecrets({ secrets: { file, make: true } })
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.deepEqual(readdirSync(join(folder, 'new')), ['master.key'], 'no draft is left')
  assert.equal(loadSecrets({ secrets: { file, make: true } }).fingerprint, first.fingerprint)
  assert.doesNotMatch(readFileSync(file, 'utf8'), new RegExp(first.fingerprint))
})

test('processes that start at the same time agree on one master key', () => {
  const file = join(folder, 'race', 'master.key')
  const program = `import { loadSecrets } from '#platform/secrets/secrets.ts'; console.log(loadSecrets({ secrets: { file: ${JSON.stringify(file)}, make: true } }).fingerprint)`
  const shell = `for i in 1 2 3; do "$0" --input-type=module-typescript -e "$1" & done; wait`
  const found = execFileSync('sh', ['-c', shell, process.execPath, program], { encoding: 'utf8' }).trim().split('\n')
  assert.equal(found.length, 3)
  assert.equal(new Set(found).size, 1)
})

// SEC:B15
test('a master key that others can read, or that is none, refuses the start', () => {
  const file = join(folder, 'open.key')
  loadSecrets({ secrets: { file, make: true } })
  chmodSync(file, 0o644)
  assert.throws(() => loadSecrets({ secrets: { file, make: true } }), /mode is 0644: others can read it/)
  const broken = join(folder, 'broken.key')
  writeFileSync(broken, 'changeme', { mode: 0o600 })
  assert.throws(() => loadSecrets({ secrets: { file: broken, make: true } }), /holds no master key/)
})

test('a credential that is missing is not made up', () => {
  const file = join(folder, 'credential')
  assert.throws(() => loadSecrets({ secrets: { file, make: false } }), /is missing; restore it/)
  assert.equal(existsSync(file), false)
})

test('a database refuses every master key but the one that it was written with', async (t) => {
  const base = await foundation()
  t.after(() => base.close())
  const { store } = base.part()
  await checkFingerprint(store, one, 1)
  await checkFingerprint(base.part().store, one, 2)
  await assert.rejects(checkFingerprint(store, two, 3), (e: unknown) => {
    assert.ok(e instanceof ConfigFault)
    assert.match(e.message, new RegExp(`written with the master key ${one.fingerprint}, but the key file holds ${two.fingerprint}`))
    return true
  })
})
