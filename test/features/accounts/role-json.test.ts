import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roleJson } from '#features/accounts/role-json.ts'
import { validate } from '../../contract/validate.ts'

test('each role has a small id and permissions that fit an int of 31 bits', () => {
  for (const role of ['user', 'moderator', 'admin'] as const) {
    const json = roleJson(role)
    validate('Role', json)
    assert.ok(['-99', '1', '2', '3'].includes(json.id))
    assert.match(json.permissions, /^\d+$/)
    assert.ok(Number(json.permissions) < 2 ** 31)
  }
})

test('a user may moderate nothing, a moderator less than an admin', () => {
  const [user, moderator, admin] = (['user', 'moderator', 'admin'] as const).map((role) => Number(roleJson(role).permissions))
  assert.equal(user, 0)
  assert.equal(moderator, 1308)
  assert.equal(moderator! & admin!, moderator)
  assert.ok(admin! > moderator!)
})
