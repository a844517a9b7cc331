import assert from 'node:assert/strict'
import { test } from 'node:test'
import { covers, groundFor } from '#features/holds/holds.policy.ts'
import type { Hold } from '#features/holds/holds.schema.ts'

const hold = (of: Partial<Hold>): Hold => ({
  id: 1,
  kind: 'hold',
  subject: 'all',
  subjectId: null,
  reason: 'a case',
  createdBy: null,
  createdAt: 0,
  releasedAt: null,
  ...of,
})
const post = { personId: 5, accountId: 6, statusId: 7 }

test('a hold covers all, a person, an account or a status, and nothing once it is released', () => {
  assert.equal(covers(hold({}), post), true)
  assert.equal(covers(hold({ subject: 'person', subjectId: 5 }), post), true)
  assert.equal(covers(hold({ subject: 'account', subjectId: 6 }), post), true)
  assert.equal(covers(hold({ subject: 'status', subjectId: 7 }), post), true)
  assert.equal(covers(hold({ subject: 'person', subjectId: 6 }), post), false)
  assert.equal(covers(hold({ subject: 'status', subjectId: 5 }), post), false)
  assert.equal(covers(hold({ releasedAt: 9 }), post), false)
  assert.equal(covers(hold({ subject: 'person', subjectId: null }), { accountId: 6 }), false)
})

test('hold before statutory before erasure before person', () => {
  const legal = hold({ id: 1, kind: 'hold', subject: 'account', subjectId: 6 })
  const statutory = hold({ id: 2, kind: 'statutory' })
  assert.deepEqual(groundFor([statutory, legal], post, 'erasure'), { ground: 'hold', hold: legal })
  assert.deepEqual(groundFor([statutory], post, 'erasure'), { ground: 'statutory', hold: statutory })
  assert.deepEqual(groundFor([], post, 'erasure'), { ground: 'erasure' })
  assert.deepEqual(groundFor([], post, 'author'), { ground: 'person' })
  assert.deepEqual(groundFor([hold({ subject: 'account', subjectId: 8 })], post, 'moderator'), { ground: 'person' })
})
