import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { groupsAmong, isMember } from '#features/groups/groups.queries.ts'
import { groupMembers, groups } from '#features/groups/groups.schema.ts'
import { type TestSite, testSite } from '../../site.ts'
import { newAccount } from '../accounts/new-account.ts'

suite('groups', () => {
  let t: TestSite
  before(async () => void (t = await testSite()))
  after(async () => await t.close())

  test('an account is a member of those groups that it is in, and of no others', async () => {
    const [a, b] = [await newAccount(t.site, 'member_a'), await newAccount(t.site, 'member_b')]
    const [field, lab] = await t.site.store.tx(async (db) => {
      const ids = [t.site.ids.next(), t.site.ids.next()] as const
      for (const id of ids) await db.insert(groups).values({ id, name: `Group ${id}`, slug: `g${id}`, closed: true, createdAt: 1 })
      await db.insert(groupMembers).values({ groupId: ids[0], accountId: a })
      await db.insert(groupMembers).values({ groupId: ids[1], accountId: b, role: 'admin' })
      return ids
    })
    const { read } = t.site.store
    assert.deepEqual([await isMember(read, a, field), await isMember(read, a, lab), await isMember(read, b, lab)], [true, false, true])
    assert.deepEqual(await groupsAmong(read, a, [field, lab, 12345]), new Set([field]))
    assert.deepEqual(await groupsAmong(read, a, []), new Set())
  })
})
