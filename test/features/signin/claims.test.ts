import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainLine, readClaims } from '#features/signin/claims.ts'
import { mayEnter, roleOf } from '#features/signin/groups.policy.ts'
import { mailAddress } from '#features/people/mail-address.ts'

const map = { usernameClaim: 'preferred_username', groupsClaim: 'groups' }

test('names are one harmless line', () => {
  assert.equal(plainLine('  Alice\n\tB. ', 100), 'Alice B.')
  assert.equal(plainLine('a\u202egpj.exe\u2066\u200b', 100), 'agpj.exe')
  assert.equal(plainLine('x'.repeat(500), 100), 'x'.repeat(100))
  assert.equal(plainLine('<img onerror=alert(1)>', 100), '<img onerror=alert(1)>')
  for (const nothing of [undefined, 7, '', ' \n', '\u0000', ['Alice']]) assert.equal(plainLine(nothing, 100), null)
})

test('a name is put together where the provider sends only its parts', () => {
  assert.equal(readClaims(map, { given_name: 'Alice', family_name: 'B' }).profile.displayName, 'Alice B')
  assert.equal(readClaims(map, { preferred_username: 'alice' }).profile.displayName, 'alice')
  assert.equal(readClaims(map, {}).profile.displayName, '')
})

test('a mail address counts as verified only by the boolean', () => {
  const of = (claims: object) => readClaims(map, claims as Record<string, unknown>).profile
  assert.deepEqual(
    [of({ email: 'A@Corp.test', email_verified: true }).email, of({ email: 'A@Corp.test', email_verified: true }).emailVerified],
    ['a@corp.test', true],
  )
  for (const email_verified of ['true', 1, undefined, false])
    assert.equal(of({ email: 'a@corp.test', email_verified }).emailVerified, false)
  assert.equal(of({ email_verified: true }).emailVerified, false)
})

test('an address that mail servers read differently is nobody’s', () => {
  // SEC:S8 SEC:S9
  for (const bad of [
    'a%evil@corp',
    '"a,b"@corp',
    'a@corp@evil',
    'a b@corp.test',
    'a@',
    '@corp',
    'a@b..c',
    '.a@corp.test',
    'a@corp.test\r\nBcc: x',
    7,
    `${'a'.repeat(320)}@c.d`,
  ])
    assert.equal(mailAddress(bad), undefined, String(bad))
  assert.equal(mailAddress(" Max.O'Brien+x@Bücher.test "), "max.o'brien+x@xn--bcher-kva.test")
})

test('groups come as a list, a word, or by a path, and unknown is not none', () => {
  const groups = (claims: Record<string, unknown>, groupsClaim = 'groups') => readClaims({ ...map, groupsClaim }, claims).groups
  assert.deepEqual(groups({ groups: ['a', 7, 'b'] }), { known: ['a', 'b'] })
  assert.deepEqual(groups({ groups: 'a' }), { known: ['a'] })
  assert.deepEqual(groups({ realm_access: { roles: ['a'] } }, 'realm_access.roles'), { known: ['a'] })
  assert.deepEqual(groups({ 'https://corp.test/groups': ['a'] }, 'https://corp.test/groups'), { known: ['a'] })
  assert.deepEqual(groups({}, 'constructor.name'), { known: null, why: 'absent' })
  assert.deepEqual(groups({ _claim_names: { groups: 'src1' } }), { known: null, why: 'overage' })
  assert.deepEqual(groups({ hasgroups: true }), { known: null, why: 'overage' })
})

test('language and time zone are taken only when they exist', () => {
  const read = (claims: Record<string, unknown>) => readClaims(map, claims)
  assert.deepEqual([read({ locale: 'de_AT' }).locale, read({ locale: 'zz zz' }).locale, read({}).locale], ['de', undefined, undefined])
  assert.deepEqual([read({ zoneinfo: 'Asia/Tokyo' }).timeZone, read({ zoneinfo: 'Mars/Base' }).timeZone], ['Asia/Tokyo', undefined])
})

test('groups decide about the door and the role, letter for letter', () => {
  const rules = { allowedGroups: ['staff'], adminGroups: ['admins'], moderatorGroups: ['mods'] }
  const known = (...groups: string[]) => ({ known: groups })
  const unknown = (why: 'overage' | 'absent') => ({ known: null, why })
  assert.equal(mayEnter(rules, known('staff'), false), true)
  assert.equal(mayEnter(rules, known('Staff'), false), false)
  assert.equal(mayEnter(rules, known(), true), false)
  // SEC:B24
  assert.equal(mayEnter(rules, unknown('absent'), true), false)
  assert.equal(mayEnter(rules, unknown('overage'), false), false)
  assert.equal(mayEnter(rules, unknown('overage'), true), true)
  assert.equal(mayEnter({ ...rules, allowedGroups: [] }, unknown('absent'), false), true)
  assert.equal(roleOf(rules, known('mods', 'admins')), 'admin')
  assert.equal(roleOf(rules, known('mods')), 'moderator')
  assert.equal(roleOf(rules, known('staff')), 'user')
  assert.equal(roleOf(rules, unknown('absent')), undefined)
  assert.equal(roleOf({ ...rules, adminGroups: [], moderatorGroups: [] }, known('staff')), undefined)
})
