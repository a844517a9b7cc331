import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Audience, audienceColumns } from '#features/statuses/audience.ts'
import {
  canBoost,
  canEdit,
  canFavourite,
  canList,
  canNotify,
  canReply,
  canSee,
  type Facts,
  inAudience,
  type Judged,
} from '#features/statuses/statuses.policy.ts'

const author = { accountId: 1 }
const reader = { accountId: 2 }
const starter = 3
const nothing: Facts = {
  named: false,
  follows: false,
  member: false,
  suspended: false,
  blocked: false,
  blocking: false,
  avoided: false,
  hushed: false,
  entangled: false,
}
const status = (audience: Audience, o: Partial<Judged> = {}): Judged => ({
  id: 10,
  accountId: author.accountId,
  replyToAccountId: null,
  boostOfId: null,
  ...audienceColumns(audience),
  ...o,
})
const everyone = status({ kind: 'everyone', listed: true })
const quiet = status({ kind: 'everyone', listed: false })
const followers = status({ kind: 'followers', followersOfId: author.accountId })
const inThread = status({ kind: 'followers', followersOfId: starter })
const named = status({ kind: 'named' })
const group = status({ kind: 'group', groupId: 5 })

test('each audience is exactly its people', () => {
  const table: [Judged, Partial<Facts>, boolean][] = [
    [everyone, {}, true],
    [quiet, {}, true],
    [followers, {}, false],
    [followers, { follows: true }, true],
    [followers, { named: true }, true],
    [followers, { member: true }, false],
    [named, {}, false],
    [named, { follows: true, member: true }, false],
    [named, { named: true }, true],
    [group, {}, false],
    [group, { follows: true, named: true }, false],
    [group, { member: true }, true],
  ]
  for (const [row, facts, expected] of table) {
    assert.equal(inAudience(reader, row, { ...nothing, ...facts }), expected, `${row.audience} ${JSON.stringify(facts)}`)
    assert.equal(canSee(reader, row, { ...nothing, ...facts }), expected)
    assert.equal(canReply(reader, row, { ...nothing, ...facts }), expected)
  }
})

test('the author sees all of it, whoever follows or has left', () => {
  for (const row of [everyone, quiet, followers, inThread, named, group]) assert.equal(canSee(author, row, nothing), true)
})

test('who started a thread for followers reads the answers to it', () => {
  assert.equal(canSee({ accountId: starter }, inThread, nothing), true)
  assert.equal(canSee(reader, inThread, nothing), false)
})

// SEC:V3 SEC:V23
test('nobody sees anything without being a person', () => {
  const open: Facts = { ...nothing, named: true, follows: true, member: true }
  for (const row of [everyone, quiet, followers, named, group]) {
    assert.equal(canSee(null, row, open), false)
    assert.equal(canList(null, row, open), false)
    assert.equal(canEdit(null, row), false)
  }
})

test('an audience that nobody knows is for nobody but the author', () => {
  const odd = { ...everyone, audience: 'unheard' as never }
  assert.equal(canSee(reader, odd, { ...nothing, named: true, follows: true, member: true }), false)
})

test('whom the author has blocked sees nothing, named or not', () => {
  const facts: Facts = { ...nothing, named: true, follows: true, member: true, blocked: true }
  for (const row of [everyone, quiet, followers, named, group]) assert.equal(canSee(reader, row, facts), false)
})

// SEC:V8
test('what a suspended account wrote is hidden, and so is a boost of it', () => {
  assert.equal(canSee(reader, everyone, { ...nothing, suspended: true }), false)
  const boost = status({ kind: 'everyone', listed: true }, { accountId: 4, boostOfId: 10 })
  assert.equal(canSee(reader, boost, { ...nothing, boosted: { status: everyone, facts: nothing } }), true)
  assert.equal(canSee(reader, boost, { ...nothing, boosted: { status: everyone, facts: { ...nothing, suspended: true } } }), false)
})

// SEC:V24
test('a boost shows nothing that its target hides, not even to the booster', () => {
  const boost = status({ kind: 'everyone', listed: true }, { accountId: 4, boostOfId: 10 })
  assert.equal(canSee(reader, boost, nothing), false)
  assert.equal(canSee(reader, boost, { ...nothing, boosted: { status: followers, facts: nothing } }), false)
  assert.equal(canSee({ accountId: 4 }, boost, { ...nothing, boosted: { status: followers, facts: nothing } }), false)
  assert.equal(canSee(reader, boost, { ...nothing, boosted: { status: everyone, facts: { ...nothing, blocked: true } } }), false)
})

test('a muted author is read at the address and stands in no list; a notification tells of them only if the mute spares those', () => {
  const facts = { ...nothing, avoided: true }
  assert.equal(canSee(reader, everyone, facts), true)
  assert.equal(canList(reader, everyone, facts), false)
  assert.equal(canNotify(reader, everyone, facts), true)
  assert.equal(canNotify(reader, everyone, { ...facts, hushed: true }), false)
  const boost = status({ kind: 'everyone', listed: true }, { accountId: 4, boostOfId: 10 })
  assert.equal(canList(reader, boost, { ...nothing, boosted: { status: everyone, facts } }), false)
})

// SEC:V24
test('a post that answers or names somebody apart stands in no list, but a mention in it is told', () => {
  const facts = { ...nothing, entangled: true }
  assert.equal(canList(reader, everyone, facts), false)
  assert.equal(canNotify(reader, everyone, facts), true)
  assert.equal(canList(author, everyone, facts), true)
  const boost = status({ kind: 'everyone', listed: true }, { accountId: 4, boostOfId: 10 })
  assert.equal(canList(reader, boost, { ...nothing, boosted: { status: everyone, facts } }), false)
})

test('an own post that names somebody apart stands in one’s lists, also when somebody passes it on', () => {
  const boost = status({ kind: 'everyone', listed: true }, { accountId: 4, boostOfId: 10 })
  assert.equal(canList(author, boost, { ...nothing, boosted: { status: everyone, facts: { ...nothing, entangled: true } } }), true)
})

test('only the author edits, and never a boost', () => {
  assert.equal(canEdit(author, everyone), true)
  assert.equal(canEdit(reader, everyone), false)
  assert.equal(canEdit(author, { ...everyone, boostOfId: 9 }), false)
})

test('a post for everyone is passed on by whoever sees it, one for fewer by its author, one for named people by nobody', () => {
  const inside: Facts = { ...nothing, named: true, follows: true, member: true }
  for (const row of [everyone, quiet]) assert.equal(canBoost(reader, row, nothing), true)
  for (const row of [followers, inThread, group, named]) assert.equal(canBoost(reader, row, inside), false)
  for (const row of [everyone, quiet, followers, inThread, group]) assert.equal(canBoost(author, row, nothing), true)
  assert.equal(canBoost(author, named, nothing), false)
  assert.equal(canBoost(author, { ...everyone, boostOfId: 9 }, { ...nothing, boosted: { status: everyone, facts: nothing } }), false)
})

// SEC:V21
test('what is hidden is neither liked nor passed on, and nothing of somebody whom one has blocked', () => {
  for (const can of [canFavourite, canBoost]) {
    assert.equal(can(reader, everyone, { ...nothing, blocked: true }), false)
    assert.equal(can(reader, everyone, { ...nothing, suspended: true }), false)
    assert.equal(can(reader, everyone, { ...nothing, blocking: true, avoided: true }), false)
    assert.equal(can(reader, everyone, { ...nothing, avoided: true }), true)
    assert.equal(can(null, everyone, nothing), false)
  }
  assert.equal(canFavourite(reader, followers, nothing), false)
})
