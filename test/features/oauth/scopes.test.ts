import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isChallenge, verifierFits } from '#features/oauth/pkce.ts'
import { scopeWords } from '#features/oauth/scope-words.ts'
import { allKnown, holdsAll, knownScopes, splitScopes } from '#features/oauth/scopes.ts'

test('every scope of the API reference is known, and no bare admin', () => {
  const named = readFileSync('test/contract/mastodon-api.tsv', 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line) => (line.split('\t')[3] ?? '').split(/[ ,|]+/))
    .map((scope) => scope.replace('*', ''))
    .filter((scope) => /^[a-z]+(:[a-z_]+)*$/.test(scope))
  assert.ok(named.length > 100)
  assert.deepEqual(
    [...new Set(named)].filter((scope) => !knownScopes.includes(scope)),
    [],
  )
  assert.equal(allKnown(['admin']), false)
})

test('a scope string is split at spaces and plus signs', () => {
  assert.deepEqual(splitScopes(' read+write  follow read '), ['read', 'write', 'follow'])
})

test('a parent does not stand for its children: scopes are stored and compared as they were given', () => {
  assert.equal(holdsAll(['read', 'write'], ['write']), true)
  assert.equal(holdsAll(['read'], ['read:statuses']), false)
})

test('each scope has its words in each language', () => {
  for (const locale of ['en', 'de', 'fr', 'es', 'ar', 'ja']) {
    const sentences = JSON.parse(readFileSync(`views/locales/${locale}.json`, 'utf8')) as Record<string, string>
    const say = (key: string, values: Readonly<Record<string, string | number>> = {}) => {
      const sentence = sentences[key]
      assert.ok(sentence, `${locale}: ${key}`)
      return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
    }
    for (const scope of knownScopes) assert.equal(scopeWords(say, locale, [scope]).length, 1, scope)
    assert.equal(scopeWords(say, locale, ['read', 'read:statuses', 'write:media', 'write:statuses']).length, 2)
  }
})

test('PKCE takes S256 and nothing that only looks like it', () => {
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  assert.equal(challenge, 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', 'the example of RFC 7636')
  assert.ok(isChallenge(challenge))
  assert.ok(!isChallenge(`${challenge}=`))
  assert.ok(verifierFits(challenge, verifier))
  assert.ok(!verifierFits(challenge, `${verifier}x`))
  assert.ok(!verifierFits(challenge, undefined))
  assert.ok(!verifierFits(challenge, challenge))
  assert.ok(verifierFits(null, undefined))
  assert.ok(!verifierFits(null, verifier), 'a verifier without a challenge: the challenge was cut out on the way (RFC 9700, 4.8)')
})
