import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { readConfig } from '#platform/config/config.ts'
import { findConfig } from '#platform/config/find-config.ts'
import { faults, folder, toml } from './config-scene.ts'

test('without anything it is a server for this machine only', () => {
  const config = readConfig({})
  assert.equal(config.url, 'http://localhost:3000')
  assert.equal(config.https, false)
  assert.equal(config.listen.host, '127.0.0.1')
  assert.deepEqual(config.trustedProxies, [])
  assert.ok(config.networks.company.includes('100.64.0.0/10'))
  assert.equal(config.database.url, `sqlite:${join(process.cwd(), 'data/atrium.db')}`)
})

test('flags go before variables, variables before the file, the file before defaults', () => {
  const file = toml('data = "x"\n[listen]\nport = 2\nhost = "::1"\n[log]\nlevel = "warn"')
  const defaults = { listen: { port: 1, host: '0.0.0.0' }, instance: { name: 'Ours' } }
  const config = readConfig({
    argv: ['--port=4', '--log-level', 'debug'],
    env: { ATRIUM_LISTEN__PORT: '3', ATRIUM_LISTEN__HOST: '127.0.0.2' },
    file,
    defaults,
  })
  assert.deepEqual(config.listen, { host: '127.0.0.2', port: 4 })
  assert.equal(config.log.level, 'debug')
  assert.equal(config.instance.name, 'Ours')
  assert.equal(config.data, join(folder, 'x'), 'relative paths start at the file')
})

test('the aliases of the database are settings like any other', () => {
  const env = { DATABASE_URL: 'postgres://a@h/d', DATABASE_DIRECT_URL: 'postgres://a@h:6/d', DATABASE_PREPARED: 'off' }
  assert.deepEqual(readConfig({ env }).database, { url: 'postgres://a@h/d', directUrl: 'postgres://a@h:6/d', prepared: false })
  assert.match(faults({ env: { ...env, ATRIUM_DATABASE__URL: 'sqlite:/x' } })[0]!, /say different things/)
})

test('lists in variables are written with commas, providers as JSON', () => {
  const oidc = [{ id: 'corp', name: 'Corp', issuer: 'https://id.corp.example/realm', client_id: 'atrium' }]
  const config = readConfig({ env: { ATRIUM_TRUSTED_PROXIES: '10.0.0.1, fd00::/8', ATRIUM_SIGNIN__OIDC: JSON.stringify(oidc) } })
  assert.deepEqual(config.trustedProxies, ['10.0.0.1', 'fd00::/8'])
  assert.equal(config.signin.oidc[0]?.usernameClaim, 'preferred_username')
  assert.deepEqual(config.fetch.oidc, ['id.corp.example'])
})

test('every fault is named at once, by the key and by where it came from', () => {
  const file = toml('url = "https://social.corp.example/path"\ncolour = "red"\n[listen]\nport = "many"\n[log]\nlevel = "loud"')
  const found = faults({ argv: ['--colour', 'blue'], env: { ATRIUM_TRUSTED_PROXIES: 'everybody', ATRIUM_LISTN__PORT: '1' }, file })
  for (const expected of [
    '--colour: unknown flag',
    'colour: unknown key',
    'url: social.corp.example is enough; no path, no user and nothing after it',
    'listn (ATRIUM_LISTN__PORT): unknown key',
    'listen.port: must be a whole number from 0 to 65535',
    'log.level: must be one of fatal, error, warn, info, debug, trace',
  ])
    assert.ok(found.includes(expected), `${expected}\nin\n${found.join('\n')}`)
  assert.ok(found.some((line) => line.startsWith('trusted_proxies.0 (ATRIUM_TRUSTED_PROXIES): is no address')))
})

test('a file that is no TOML is one fault with its line', () => {
  const found = faults({ file: toml('url = "https://a.example"\nport = = 3') })
  assert.match(found[0]!, /atrium\.toml: line 2: /)
})

test('the file is the one that was named', () => {
  assert.equal(findConfig(['--config', 'a.toml'], { ATRIUM_CONFIG: 'b.toml' }), join(process.cwd(), 'a.toml'))
  assert.equal(findConfig([], { ATRIUM_CONFIG: '/b.toml' }), '/b.toml')
  assert.match(faults({ file: join(folder, 'absent.toml') })[0]!, /absent\.toml: there is no such file/)
})
