import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Audience, audienceColumns, audienceOf, inherit, visibilityOf } from '#features/statuses/audience.ts'

const all: Audience[] = [
  { kind: 'everyone', listed: true },
  { kind: 'everyone', listed: false },
  { kind: 'followers', followersOfId: 7 },
  { kind: 'group', groupId: 9 },
  { kind: 'named' },
]
const [listed, quiet, followers, group, named] = all as [Audience, Audience, Audience, Audience, Audience]

test('an audience goes into its columns and comes back whole', () => {
  for (const audience of all) assert.deepEqual(audienceOf(audienceColumns(audience)), audience)
})

test('a row that says followers or group and not whose is a fault, never everyone', () => {
  assert.throws(() => audienceOf({ ...audienceColumns(followers), followersOfId: null }))
  assert.throws(() => audienceOf({ ...audienceColumns(group), groupId: null }))
  assert.throws(() => audienceOf({ ...audienceColumns(listed), audience: 'unheard' as never }))
})

test('the wire knows four words and no other', () => {
  assert.deepEqual(
    all.map((audience) => visibilityOf(audienceColumns(audience))),
    ['public', 'unlisted', 'private', 'private', 'direct'],
  )
})

test('a reply never reaches further than what it answers', () => {
  const others = { kind: 'followers', followersOfId: 8 } as const
  const expected: [Audience, Audience, Audience][] = [
    [listed, quiet, quiet],
    [listed, others, others],
    [listed, group, group],
    [listed, named, named],
    [quiet, listed, quiet],
    [quiet, named, named],
    [followers, listed, followers],
    [followers, others, followers],
    [followers, group, followers],
    [followers, named, named],
    [group, listed, group],
    [group, others, group],
    [group, named, named],
    [named, listed, named],
    [named, group, named],
  ]
  for (const [parent, wish, result] of expected) assert.deepEqual(inherit(parent, wish), result)
})
