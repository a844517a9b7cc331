import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#base/errors.ts'
import { readRegistration } from '#features/oauth/read-registration.ts'

const app = { client_name: 'Tusky', redirect_uris: 'oauth2redirect://com.keylesspalace.tusky/', scopes: 'read write follow push' }
const fault = (raw: object) => {
  try {
    readRegistration({ ...app, ...raw })
  } catch (e) {
    assert.ok(e instanceof Refusal)
    assert.equal(e.status, 422)
    return e.message
  }
  return undefined
}

test('redirect URIs of every known app are taken byte for byte', () => {
  const uris = [
    'org.joinmastodon.android-auth://callback',
    'mastodon://joinmastodon.org/oauth',
    'oauth2redirect://com.keylesspalace.tusky/',
    'https://elk.zone/api/atrium.brunnhof.example/oauth/https%3A%2F%2Felk.zone',
    'icecubesapp://',
    'fedilab://backtofedilab',
    'urn:ietf:wg:oauth:2.0:oob',
    'http://localhost:8080/cb?keep=1',
  ]
  for (const uri of uris) assert.deepEqual(readRegistration({ ...app, redirect_uris: uri }).redirectUris, [uri])
  assert.deepEqual(readRegistration({ ...app, redirect_uris: uris.join('\n') }).redirectUris, uris)
  assert.deepEqual(readRegistration({ ...app, redirect_uris: uris }).redirectUris, uris)
})

test('a redirect URI that runs script, has a fragment or is relative is refused', () => {
  const bad = [
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '/relative',
    'nothing',
    'https://',
    'https:/x',
    'app://x#part',
    'localhost:3000',
    'app:',
    '',
  ]
  for (const uri of bad) assert.match(fault({ redirect_uris: uri }) ?? '', /^Validation failed: Redirect URI/, uri)
  assert.match(fault({ redirect_uris: [`app://${'x'.repeat(1990)}`, 'app://second'] }) ?? '', /too long/)
})

test('scopes default to read, collapse, and unknown ones are refused', () => {
  // SEC:A17
  assert.deepEqual(readRegistration({ ...app, scopes: Array.from({ length: 10_000 }, () => 'read').join(' ') }).scopes, ['read'])
  assert.deepEqual(readRegistration({ ...app, scopes: undefined }).scopes, ['read'])
  assert.deepEqual(readRegistration({ ...app, scopes: ['write'] }).scopes, ['read'], 'an array counts as not sent')
  assert.deepEqual(readRegistration({ ...app, scopes: 'write:statuses read' }).scopes, ['write:statuses', 'read'])
  for (const scopes of ['read:me', 'admin', 'read everything']) assert.match(fault({ scopes }) ?? '', /Scopes doesn’t match/)
})

test('a name is needed, short, and cannot hide what it says', () => {
  assert.match(fault({ client_name: '' }) ?? '', /Name can’t be blank/)
  assert.match(fault({ client_name: undefined }) ?? '', /Name can’t be blank/)
  assert.match(fault({ client_name: 'x'.repeat(61) }) ?? '', /too long/)
  assert.match(fault({ client_name: 'safe\u202eeliot' }) ?? '', /invalid/)
})

test('an empty website is none, and another scheme is refused', () => {
  assert.equal(readRegistration({ ...app, website: '' }).website, null)
  assert.equal(readRegistration({ ...app, website: 'https://tusky.app' }).website, 'https://tusky.app')
  assert.match(fault({ website: 'javascript:alert(1)' }) ?? '', /Website is invalid/)
  assert.match(fault({ website: `https://x/${'y'.repeat(2000)}` }) ?? '', /too long/)
})
