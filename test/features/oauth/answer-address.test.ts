import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerAddress } from '#features/oauth/answer-address.ts'

const back = (redirectUri: string, mode: 'query' | 'fragment' = 'query', state?: string) => ({ redirectUri, mode, state })

test('an answer is put behind the redirect URI and nothing of it is touched', () => {
  const rows: [string, string][] = [
    ['icecubesapp://', 'icecubesapp://?code=c'],
    ['mastodon://joinmastodon.org/oauth', 'mastodon://joinmastodon.org/oauth?code=c'],
    ['https://elk.zone/api/h/oauth/https%3A%2F%2Felk.zone', 'https://elk.zone/api/h/oauth/https%3A%2F%2Felk.zone?code=c'],
    ['http://x/cb?keep=%20a', 'http://x/cb?keep=%20a&code=c'],
    ['http://x/cb?', 'http://x/cb?code=c'],
    ['HTTP://X/../cb', 'HTTP://X/../cb?code=c'],
  ]
  for (const [uri, expected] of rows) assert.equal(answerAddress(back(uri), { code: 'c' }), expected)
})

test('the state comes back, whatever is in it', () => {
  // SEC:B6
  const state = 'a b&c=d#e%20"\\ü\n'
  const address = answerAddress(back('app://cb', 'query', state), { code: 'c' })
  assert.match(address, /^[\x21-\x7e]+$/)
  assert.equal(new URL(address).searchParams.get('state'), state)
})

test('a fragment is asked for by response_mode', () => {
  assert.equal(answerAddress(back('app://cb?x=1', 'fragment', 's'), { code: 'c' }), 'app://cb?x=1#code=c&state=s')
})

test('what no header may carry is percent-encoded', () => {
  assert.equal(answerAddress(back('app://bürö'), { code: 'c' }), 'app://b%C3%BCr%C3%B6?code=c')
})
