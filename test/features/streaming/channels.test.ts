import assert from 'node:assert/strict'
import { test } from 'node:test'
import { channelOf, mayHearNotifications } from '#features/streaming/channels.ts'

const noScope = { status: 401, error: 'Access token does not have the required scopes' }

test('every channel asks for a scope before it says anything else', () => {
  // SEC:A1
  const names = ['user', 'user:notification', 'public', 'public:local', 'hashtag', 'list', 'direct', 'nonsense']
  for (const name of names) assert.deepEqual(channelOf({ name }, ['profile', 'write', 'push']), noScope, name)
  assert.equal(channelOf({ name: 'user' }, ['read:statuses']), 'user')
  assert.equal(channelOf({ name: 'user' }, ['read']), 'user')
  assert.deepEqual(channelOf({ name: 'user' }, ['read:notifications']), noScope)
  assert.equal(channelOf({ name: 'user:notification' }, ['read:notifications']), 'user:notification')
  assert.deepEqual(channelOf({ name: 'user:notification' }, ['read:statuses']), noScope)
})

test('notifications need their own scope', () => {
  // SEC:A1
  assert.ok(mayHearNotifications(['read']))
  assert.ok(mayHearNotifications(['read:notifications']))
  assert.ok(!mayHearNotifications(['read:statuses', 'write']))
})

test('channels that we do not have answer the documented errors', () => {
  const fault = (wish: Parameters<typeof channelOf>[0]) => channelOf(wish, ['read'])
  assert.deepEqual(fault({ name: 'hashtag' }), { status: 400, error: 'Missing tag name parameter' })
  assert.deepEqual(fault({ name: 'list' }), { status: 400, error: 'Missing list name parameter' })
  assert.deepEqual(fault({ name: 'list', list: '12' }), { status: 401, error: 'Not authorized to stream this list' })
  assert.deepEqual(fault({ name: 'nonsense' }), { status: 400, error: 'Unknown stream type' })
})
