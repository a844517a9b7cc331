import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Channel, channelOf, mayHearNotifications, type Wish } from '#features/streaming/channels.ts'

const noScope = { status: 401, error: 'Access token does not have the required scopes' }

test('every channel asks for a scope before it says anything else', () => {
  // SEC:A1
  const names = ['user', 'user:notification', 'public', 'public:local', 'hashtag', 'list', 'direct', 'nonsense']
  for (const name of names) assert.deepEqual(channelOf({ name }, ['profile', 'write', 'push']), noScope, name)
  const key = (name: string, scopes: string[]) => (channelOf({ name, tag: 'x', list: '1' }, scopes) as Channel).key
  for (const name of names.filter((one) => one !== 'user:notification' && one !== 'nonsense')) {
    for (const scope of ['read', 'read:statuses']) assert.ok(key(name, [scope]).startsWith(name))
    assert.deepEqual(channelOf({ name, tag: 'x', list: '1' }, ['read:notifications', 'read:lists']), noScope, name)
  }
  assert.deepEqual(channelOf({ name: 'user' }, ['read:notifications']), noScope)
  assert.equal(key('user:notification', ['read:notifications']), 'user:notification')
  assert.deepEqual(channelOf({ name: 'user:notification' }, ['read:statuses']), noScope)
})

test('notifications need their own scope', () => {
  // SEC:A1
  assert.ok(mayHearNotifications(['read']))
  assert.ok(mayHearNotifications(['read:notifications']))
  assert.ok(!mayHearNotifications(['read:statuses', 'write']))
})

test('what is missing and what is not there answer the documented errors', () => {
  const fault = (wish: Wish) => channelOf(wish, ['read'])
  for (const name of ['hashtag', 'hashtag:local']) {
    assert.deepEqual(fault({ name }), { status: 400, error: 'Missing tag name parameter' })
    assert.deepEqual(fault({ name, tag: '' }), { status: 400, error: 'Missing tag name parameter' })
  }
  assert.deepEqual(fault({ name: 'list' }), { status: 400, error: 'Missing list name parameter' })
  assert.deepEqual(fault({ name: 'list', list: 'mine' }), { status: 401, error: 'Not authorized to stream this list' })
  for (const name of ['nonsense', 'public:remote:local', 'User', '__proto__'])
    assert.deepEqual(fault({ name }), { status: 400, error: 'Unknown stream type' })
})

test('a tag is one however it is spelled, and is echoed as it was sent', () => {
  const channel = (tag: string) => channelOf({ name: 'hashtag', tag }, ['read']) as Channel
  assert.equal(channel('Café').key, channel('cafe').key)
  assert.notEqual(channel('cafe').key, (channelOf({ name: 'hashtag:local', tag: 'cafe' }, ['read']) as Channel).key)
  assert.deepEqual(channel('Café').echo, ['hashtag', 'Café'])
  assert.deepEqual(channelOf({ name: 'list', list: '12' }, ['read']), { feed: 'list', key: 'list/12', echo: ['list', '12'], listId: 12 })
})
