import assert from 'node:assert/strict'
import { test } from 'node:test'
import { companyAccountId } from '#features/accounts/company-account.ts'
import { verifyAudit } from '#features/audit/verify-audit.ts'
import { followedIds } from '#features/relationships/relationships.queries.ts'
import { openHouse, outcome, staff, stranger } from './house.ts'
import { allIdentities, allPeople, allSessions, auditRows, changePerson, personCalled } from './rows.ts'

/** Claims that no directory of ours sends by itself. */
const inUserinfo = (claims: object) => (route: string, body: unknown) => (route === 'userinfo' ? { ...(body as object), ...claims } : body)

test('the first sign-in makes person, identity and account; the second finds them', async (t) => {
  const { site, signIn, caller } = await openHouse(t)
  const before = (await allPeople(site)).length
  const cookie = await signIn('dora')
  const dora = await personCalled(site, 'dora')
  assert.ok(dora)
  assert.deepEqual(
    [dora.displayName, dora.email, dora.emailVerified, dora.department, dora.locale, dora.timeZone, dora.role, dora.source],
    ['Dora Engelhardt', 'dora@brunnhof.test', true, 'Mechatronics', 'de', 'Europe/Berlin', 'user', 'directory'],
  )
  const who = await caller(cookie)
  assert.ok(who.kind === 'session' && who.viewer.personId === dora.id && who.viewer.locale === 'de')
  // Whoever is new reads what the company says from the first day on.
  assert.deepEqual(await followedIds(site.store.read, who.viewer.accountId), [companyAccountId])
  await signIn('dora')
  assert.equal((await allPeople(site)).length, before + 1)
  assert.equal((await allIdentities(site)).filter((row) => row.personId === dora.id).length, 1)
  assert.equal((await verifyAudit(site.store.read)).fault, undefined)
  const [row] = (await auditRows(site)).filter((one) => one.action === 'signin.ok')
  assert.ok(row && row.actor !== dora.id && row.target?.startsWith('session:'))
})

test('a name that no script of ours can spell gets a number of its own', async (t) => {
  const accounts = [stranger('s1', { preferred_username: '由紀', name: '由紀' }), stranger('s2', { preferred_username: 'x@y', name: 'X' })]
  const { site, signIn } = await openHouse(t, { accounts })
  await signIn('s1')
  await signIn('s2')
  const yuki = (await allPeople(site)).find((person) => person.displayName === '由紀')
  assert.ok(yuki)
  assert.ok(await personCalled(site, 'x'))
})

test('the mail address of somebody here opens no door, whatever the provider says of it', async (t) => {
  const admin = stranger('boss', { email: 'boss@brunnhof.test', email_verified: true, groups: ['atrium-admins'] })
  const user = stranger('carl', { email: 'carl@brunnhof.test', email_verified: true })
  const { site, signIn, attempt, people } = await openHouse(t, { accounts: [admin, user] })
  await signIn('boss')
  await signIn('carl')
  const [before, sessions] = [await allIdentities(site), await allSessions(site)]
  let n = 0
  for (const email of ['boss@brunnhof.test', 'BOSS@Brunnhof.test', 'carl@brunnhof.test'])
    for (const email_verified of [true, false, undefined, 'true']) {
      const who = stranger(`guest${n++}`, { email, email_verified })
      people.company.push(who)
      // SEC:S1
      assert.equal(outcome(await attempt(who.username)), 'signin_known_email', `${email} ${String(email_verified)}`)
    }
  assert.deepEqual(await allIdentities(site), before)
  assert.deepEqual(await allSessions(site), sessions)
  const refused = (await auditRows(site)).filter((row) => row.action === 'signin.refused')
  assert.equal(refused.length, n)
  assert.deepEqual([refused[0]?.result, refused[0]?.detail], ['refused', { reason: 'signin_known_email' }])
  people.company.push(stranger('free', { email: 'free@brunnhof.test', email_verified: false }))
  assert.equal(outcome(await attempt('free')), 'in')
})

test('the same subject at two providers is two people', async (t) => {
  const { site, signIn } = await openHouse(t, { accounts: [stranger('max', {}, 'subject-1')], partner: [stranger('max', {}, 'subject-1')] })
  await signIn('max')
  await signIn('max', { provider: 'partner' })
  // SEC:S2
  const [one, two] = [await personCalled(site, 'max'), await personCalled(site, 'max_2')]
  assert.ok(one && two && one.id !== two.id)
  await signIn('max', { provider: 'partner' })
  assert.equal(await personCalled(site, 'max_3'), undefined)
})

test('a name is never shared: a number for a colleague, an administrator’s word for an admin’s or a leaver’s', async (t) => {
  const accounts = [
    stranger('lena', {}, 'a'),
    stranger('boss', { groups: ['atrium-admins'] }, 'b'),
    stranger('l2', { preferred_username: 'Lena' }),
    stranger('l3', { preferred_username: 'LENA' }),
    stranger('b2', { preferred_username: 'boss' }),
    stranger('gone', {}, 'g'),
    stranger('g2', { preferred_username: 'gone' }),
    stranger('r1', { preferred_username: 'admin', given_name: 'Ada', family_name: 'Root' }),
    stranger('r2', { preferred_username: '4dm1n' }),
  ]
  const { site, signIn, attempt } = await openHouse(t, { accounts })
  for (const who of ['lena', 'boss', 'l2', 'l3', 'gone']) await signIn(who)
  assert.ok((await personCalled(site, 'lena_2')) && (await personCalled(site, 'lena_3')))
  assert.equal(outcome(await attempt('b2')), 'signin_name')
  await changePerson(site, (await personCalled(site, 'gone'))!.id, { state: 'deactivated' })
  assert.equal(outcome(await attempt('g2')), 'signin_name')
  await signIn('r1')
  assert.ok(await personCalled(site, 'ada_root'))
  assert.equal(outcome(await attempt('r2')), 'signin_name')
  assert.deepEqual(
    (await auditRows(site)).filter((row) => row.action === 'signin.refused').map((row) => row.detail),
    ['admin', 'leaver', 'reserved'].map((name) => ({ name, reason: 'signin_name' })),
  )
})

test('groups are read again at each sign-in, up and down; too many or none sent change nothing', async (t) => {
  const { site, signIn, people, caller, stage } = await openHouse(t, {
    accounts: [stranger('eve'), stranger('boss', { groups: ['atrium-admins'] })],
  })
  const claims = (groups: Record<string, unknown>) => (people.company[0] = stranger('eve', groups))
  const role = async () => (await personCalled(site, 'eve'))!.role
  await signIn('boss')
  claims({ groups: ['staff'] })
  const first = await signIn('eve')
  assert.equal(await role(), 'user')
  claims({ groups: ['staff', 'atrium-admins'] })
  const second = await signIn('eve')
  assert.equal(await role(), 'admin')
  // SEC:C6 SEC:R2
  assert.equal((await caller(first)).kind, 'anonymous', 'another role, another session everywhere')
  claims({})
  for (const unknown of [{}, { _claim_names: { groups: 'src1' } }, { hasgroups: true }]) {
    stage.alter = inUserinfo(unknown)
    await signIn('eve')
    assert.equal(await role(), 'admin')
  }
  delete stage.alter
  const who = await caller(second)
  assert.ok(who.kind === 'session' && who.viewer.role === 'admin')
  claims({ groups: ['atrium-moderators'] })
  await signIn('eve')
  assert.equal(await role(), 'moderator')
  const changes = (await auditRows(site)).filter((row) => row.action === 'role.change').map((row) => row.detail)
  assert.deepEqual(changes, [
    { from: 'user', to: 'admin', because: 'groups' },
    { from: 'admin', to: 'moderator', because: 'groups' },
  ])
})

test('a pinned role and the last admin stay what they are', async (t) => {
  const { site, signIn, people } = await openHouse(t, {
    accounts: [stranger('boss', { groups: ['atrium-admins'] }), stranger('pin', { groups: [] })],
  })
  await signIn('boss')
  await signIn('pin')
  await changePerson(site, (await personCalled(site, 'pin'))!.id, { role: 'moderator', rolePinned: true })
  await signIn('pin')
  assert.equal((await personCalled(site, 'pin'))!.role, 'moderator')
  people.company[0] = stranger('boss', { groups: [] })
  await signIn('boss')
  // SEC:R10
  assert.equal((await personCalled(site, 'boss'))!.role, 'admin')
  const row = (await auditRows(site)).find((one) => one.action === 'role.change')
  assert.deepEqual([row?.result, row?.detail], ['refused', { from: 'admin', to: 'user', because: 'last admin' }])
})

test('who is not in an allowed group is nobody here', async (t) => {
  const provider = { allowed_groups: ['staff'] }
  const { site, signIn, attempt, people, stage } = await openHouse(t, {
    provider,
    accounts: [stranger('in', { groups: ['staff'] }), stranger('out', { groups: ['guests'] })],
  })
  const before = (await allPeople(site)).length
  // SEC:A18
  assert.equal(outcome(await attempt('out')), 'signin_groups')
  assert.equal((await allPeople(site)).length, before)
  await signIn('in')
  people.company[0] = stranger('in', { groups: ['guests'] })
  assert.equal(outcome(await attempt('in')), 'signin_groups')
  people.company[0] = stranger('in')
  assert.equal(outcome(await attempt('in')), 'signin_groups')
  stage.alter = inUserinfo({ _claim_names: { groups: 'src1' } })
  assert.equal(outcome(await attempt('in')), 'in')
})

test('a deactivated person is refused and their sessions are dead at once', async (t) => {
  const { site, signIn, attempt, caller } = await openHouse(t)
  const cookie = await signIn('bob')
  const bob = (await personCalled(site, 'bob'))!
  await changePerson(site, bob.id, { state: 'deactivated', stateBy: 'admin' })
  assert.equal((await caller(cookie)).kind, 'anonymous')
  assert.equal(outcome(await attempt('bob')), 'signin_deactivated')
  await changePerson(site, bob.id, { state: 'active', validSince: site.clock.now() + 1 })
  assert.equal((await caller(cookie)).kind, 'anonymous', 'older than the stamp')
})

test('what the directory says of somebody is taken over at the next sign-in; the handle and a verified address stay', async (t) => {
  const bob = staff.find((one) => one.username === 'bob')!
  const { site, signIn, people } = await openHouse(t, { accounts: [bob] })
  await signIn('bob')
  people.company[0] = {
    ...bob,
    claims: {
      ...bob.claims,
      preferred_username: 'robert',
      name: 'Robert Wilk',
      title: 'Head of freight',
      email: 'new@evil.test',
      email_verified: false,
    },
  }
  await signIn('bob')
  const now = (await personCalled(site, 'bob'))!
  assert.deepEqual([now.displayName, now.title, now.email], ['Robert Wilk', 'Head of freight', 'bob@brunnhof.test'])
  assert.equal(await personCalled(site, 'robert'), undefined)
  people.company[0] = { ...bob, claims: { ...bob.claims, email: 'robert@brunnhof.test' } }
  await signIn('bob')
  assert.equal((await personCalled(site, 'bob'))!.email, 'robert@brunnhof.test')
})
