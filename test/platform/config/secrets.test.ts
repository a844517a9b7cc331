import assert from 'node:assert/strict'
import { chmodSync } from 'node:fs'
import { test } from 'node:test'
import { readConfig } from '#platform/config/config.ts'
import { maskConfig } from '#platform/config/show.ts'
import { faults, folder, put, toml } from './config-scene.ts'

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
