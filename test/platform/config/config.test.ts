import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type ConfigSources, readConfig } from '#platform/config/config.ts'
import { ConfigFault } from '#platform/config/fault.ts'
import { findConfig } from '#platform/config/find-config.ts'
import { maskConfig } from '#platform/config/show.ts'

const folder = mkdtempSync(join(tmpdir(), 'atrium-config-'))
after(() => rmSync(folder, { recursive: true }))

const put = (name: string, text: string, mode = 0o600) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  chmodSync(path, mode)
  return path
}
const toml = (text: string) => put('atrium.toml', text)
const faults = (sources: ConfigSources): readonly string[] => {
  try {
    readConfig(sources)
    return []
  } catch (e) {
    assert.ok(e instanceof ConfigFault, String(e))
    return e.faults
  }
}
const social = { url: 'https://social.corp.example' }

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

// SEC:O1
test('the address is https or this machine, and nothing but a host', () => {
  for (const url of [
    'http://social.corp.example',
    'https://social.corp.example/x',
    'https://u:p@social.corp.example',
    'social.corp.example',
    'ftp://localhost',
  ])
    assert.equal(faults({ defaults: { url } }).length >= 1, true, url)
  for (const url of ['http://localhost:3000', 'http://127.0.0.9', 'http://[::1]:3000', 'https://social.corp.example:8443/'])
    assert.deepEqual(faults({ defaults: { url } }), [], url)
  assert.equal(readConfig({ defaults: { url: 'https://Social.Corp.example:443/' } }).url, 'https://social.corp.example')
})

test('push goes to named hosts, and to all below a domain of at least two labels', () => {
  const push = (...hosts: string[]) => ({ defaults: { fetch: { push: hosts } } })
  const hosts = ['ntfy.corp.example', 'Ntfy.corp.example:8443', '*.push.apple.com', '*.Notify.Windows.com:443', '10.1.2.3']
  assert.deepEqual(readConfig(push(...hosts)).fetch.push, [
    'ntfy.corp.example',
    'ntfy.corp.example:8443',
    '*.push.apple.com',
    '*.notify.windows.com:443',
    '10.1.2.3',
  ])
  for (const wrong of [
    '*',
    '*.com',
    '*.*.example.com',
    'a.*.example.com',
    '*.10.1.2.3',
    '*example.com',
    'https://a.example',
    'a.example/x',
  ])
    assert.equal(faults(push(wrong)).length, 1, wrong)
})

test('limits may be off, and this machine asked over plain http, only while the address is loopback', () => {
  const open = { limits: { enabled: false }, fetch: { loopback: ['localhost:3001'] } }
  assert.deepEqual(faults({ defaults: open }), [])
  assert.equal(faults({ defaults: { ...social, ...open } }).length, 2)
  assert.match(faults({ defaults: { fetch: { loopback: ['id.corp.example'] } } })[0]!, /not on this machine/)
})

// SEC:S5
test('a process-wide switch against certificate checks refuses the start', () => {
  assert.match(faults({ env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } })[0]!, /NODE_TLS_REJECT_UNAUTHORIZED/)
})

// SEC:S10
test('SAML is refused with the reason', () => {
  assert.match(faults({ file: toml('[saml]\nissuer = "x"') })[0]!, /saml: SAML is not supported.*OpenID Connect bridge/)
  assert.match(faults({ env: { ATRIUM_SIGNIN__SAML: 'x' } })[0]!, /signin\.saml \(ATRIUM_SIGNIN__SAML\): SAML is not supported/)
})

test('an issuer over plain http must be allowed on this machine', () => {
  const oidc = [{ id: 'demo', name: 'Demo', issuer: 'http://localhost:3001', client_id: 'atrium' }]
  assert.match(faults({ defaults: { signin: { oidc } } })[0]!, /must begin with https/)
  assert.deepEqual(faults({ defaults: { signin: { oidc }, fetch: { loopback: ['localhost:3001'] } } }), [])
  assert.match(faults({ defaults: { signin: { oidc: [...oidc, ...oidc] }, fetch: { loopback: ['localhost:3001'] } } })[0]!, /two providers/)
})

// SEC:B15
test('a secret stands in a file that only we can read, never in the configuration', () => {
  const mail = { kind: 'smtp', host: 'mail.corp.example', user: 'atrium' }
  const file = put('mail-password', 'correct horse\n')
  assert.deepEqual(faults({ defaults: { mail: { ...mail, password_file: file } } }), [])
  chmodSync(file, 0o640)
  assert.match(faults({ defaults: { mail: { ...mail, password_file: file } } })[0]!, /mode is 0640: others can read it/)
  assert.match(faults({ defaults: { mail: { ...mail, password: 'x' } } })[0]!, /mail\.password: a secret is not written here/)
  assert.match(faults({ defaults: { mail: { ...mail, password_file: put('weak', 'changeme') } } })[0]!, /everybody knows/)
})

// SEC:B15
test('systemd credentials are read by the name of their key', () => {
  put('mail.password', 'from systemd', 0o440)
  put('database.url', 'postgres://a:b@h/d', 0o440)
  const config = readConfig({ env: { CREDENTIALS_DIRECTORY: folder }, defaults: { mail: { kind: 'smtp', host: 'mail', user: 'u' } } })
  assert.equal(config.mail.kind === 'smtp' && config.mail.password, 'from systemd')
  assert.equal(config.database.url, 'postgres://a:b@h/d')
})

// SEC:B15
test('a database password in a file that others can read refuses the start', () => {
  const file = toml('[database]\nurl = "postgres://atrium:pw@db.corp.example/atrium"')
  assert.deepEqual(faults({ file }), [])
  chmodSync(file, 0o640)
  assert.match(faults({ file })[0]!, /database\.url: others can read/)
})

// SEC:B4
test('a password is not sent in clear to another machine', () => {
  const mail = { kind: 'smtp', host: 'mail.corp.example', user: 'u', password_file: put('pw', 'long enough'), security: 'none' }
  assert.match(faults({ defaults: { mail } })[0]!, /in clear/)
  assert.deepEqual(faults({ defaults: { mail: { ...mail, host: 'localhost' } } }), [])
})

test('a certificate and its key belong together, and the key is ours alone', () => {
  const cert = put('cert.pem', 'x', 0o644)
  const key = put('key.pem', 'x', 0o644)
  assert.match(faults({ defaults: { listen: { cert } } })[0]!, /belong together/)
  assert.match(faults({ defaults: { listen: { cert, key } } })[0]!, /listen\.key: .*others can read it/)
  assert.equal(readConfig({ defaults: { listen: { cert, key: put('own.pem', 'x') } } }).https, true)
})

// SEC:B15
test('what is shown holds no secret', () => {
  const secret = put('client-secret', 'f00-secret-ba4')
  const oidc = [{ id: 'corp', name: 'Corp', issuer: 'https://id.corp.example', client_id: 'atrium', client_secret_file: secret }]
  const config = readConfig({ env: { DATABASE_URL: 'postgres://atrium:pw-secret@h/d' }, defaults: { signin: { oidc } } })
  assert.equal(config.signin.oidc[0]?.clientSecret, 'f00-secret-ba4')
  const shown = JSON.stringify(maskConfig(config))
  assert.doesNotMatch(shown, /f00-secret|pw-secret/)
  assert.match(shown, /postgres:\/\/atrium:\(secret\)@h\/d/)
})

test('the file is the one that was named', () => {
  assert.equal(findConfig(['--config', 'a.toml'], { ATRIUM_CONFIG: 'b.toml' }), join(process.cwd(), 'a.toml'))
  assert.equal(findConfig([], { ATRIUM_CONFIG: '/b.toml' }), '/b.toml')
  assert.match(faults({ file: join(folder, 'absent.toml') })[0]!, /absent\.toml: there is no such file/)
})
