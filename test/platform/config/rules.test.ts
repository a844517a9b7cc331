import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '#platform/config/config.ts'
import { faults, toml } from './config-scene.ts'

const social = { url: 'https://social.corp.example' }

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
