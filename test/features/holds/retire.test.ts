import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { Refusal } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { and, count, eq } from '#db/drizzle.ts'
import { audit } from '#features/audit/audit.schema.ts'
import { createHold, type NewHold } from '#features/holds/create-hold.ts'
import { clearCopies } from '#features/holds/holds.jobs.ts'
import { copyOf } from '#features/holds/holds.queries.ts'
import { retirements, sealedCopies } from '#features/holds/holds.schema.ts'
import { releaseHold } from '#features/holds/release-hold.ts'
import { retire } from '#features/holds/retire.ts'
import { pseudonymOf } from '#features/people/pseudonym-of.ts'
import { createStatus } from '#features/statuses/create.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { showStatus } from '#features/statuses/show.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { makePerson } from '../../people.ts'
import { type TestSite, testSite } from '../../site.ts'

suite('retire', () => {
  let t: TestSite
  let author: Viewer
  before(async () => {
    t = await testSite()
    author = await makePerson(t.site, 'writer_h')
  })
  after(async () => await t.close())

  const status = (n: number) => (e: unknown) => e instanceof Refusal && e.status === n
  const write = async () => {
    const audience = { kind: 'everyone', listed: true } as const
    const wish = {
      warning: '',
      sensitive: false,
      language: null,
      localOnly: false,
      labelId: null,
      replyToId: null,
      audience,
      text: 'held words',
    }
    return await createStatus(t.site, author, wish)
  }
  const hold = async (o: Partial<NewHold> = {}) =>
    (await createHold(t.site, { kind: 'hold', subject: 'account', subjectId: author.accountId, reason: 'a case', who: null, ...o })).id
  const tombstones = async (id: number) =>
    await t.site.store.read
      .select()
      .from(retirements)
      .where(and(eq(retirements.kind, 'status'), eq(retirements.thingId, id)))
  const copies = async () => (await t.site.store.read.select({ n: count() }).from(sealedCopies))[0]!.n

  test('a deletion leaves a tombstone and an audit row by pseudonym, and nothing of the words', async () => {
    const id = await write()
    await deleteStatus(t.site, author, id)
    const who = await pseudonymOf(t.site, t.site.store.read, author.personId)
    assert.deepEqual(await tombstones(id), [{ kind: 'status', thingId: id, why: 'author', who, at: t.clock.now() }])
    const [row] = await t.site.store.read
      .select()
      .from(audit)
      .where(eq(audit.target, `status:${id}`))
    assert.deepEqual([row?.action, row?.actor, row?.detail], ['status.retire', who, { why: 'author', ground: 'person' }])
    assert.equal(await copyOf(t.site.store.read, 'status', id), undefined)
  })

  test('of two who retire one thing at once, one does and the other meets a 404', async () => {
    const id = await write()
    const both = await Promise.allSettled([1, 2].map(async () => await deleteStatus(t.site, author, id)))
    assert.deepEqual(
      both.map((one) => one.status).toSorted((a, b) => a.localeCompare(b)),
      ['fulfilled', 'rejected'],
    )
    await assert.rejects(deleteStatus(t.site, author, id), status(404))
    assert.equal((await tombstones(id)).length, 1)
  })

  test('a transaction that fails retires nothing', async () => {
    const id = await write()
    const release = await hold()
    const failed = t.site.store.tx(async (db) => {
      await retire(t.site, db, { kind: 'status', id }, { why: 'moderator', who: null })
      throw new Error('on purpose')
    })
    await assert.rejects(failed, /on purpose/)
    assert.equal((await showStatus(t.site, author, id)).status.text, 'held words')
    assert.deepEqual([(await tombstones(id)).length, await copies()], [0, 0])
    await releaseHold(t.site, release, null)
  })

  test('a copy goes to a hold that was made after the retirement, and dies with the last one', async () => {
    const first = await hold({ kind: 'statutory' })
    const id = await write()
    await deleteStatus(t.site, author, id)
    const second = await hold({ subject: 'status', subjectId: id })
    await releaseHold(t.site, first, null)
    await drainJobs(t.site, [clearCopies])
    assert.equal((await copyOf(t.site.store.read, 'status', id))?.holdId, second)
    await releaseHold(t.site, second, null)
    await drainJobs(t.site, [clearCopies])
    assert.equal(await copyOf(t.site.store.read, 'status', id), undefined)
  })

  test('retirements that race with a release leave no copy behind', async () => {
    for (let round = 0; round < 5; round++) {
      const [held, ids] = [await hold(), await Promise.all(Array.from({ length: 6 }, write))]
      await Promise.all([...ids.map(async (id) => await deleteStatus(t.site, author, id)), releaseHold(t.site, held, null)])
      await drainJobs(t.site, [clearCopies])
      assert.equal(await copies(), 0)
    }
  })

  test('a release takes more copies than one batch', async () => {
    const held = await hold()
    const row = { holdId: held, kind: 'status', personId: null, accountId: null, statusId: null, sealed: 'x', retiredAt: 1 }
    await t.site.store.tx(async (db) => {
      for (let i = 0; i < 501; i++) await db.insert(sealedCopies).values({ id: t.site.ids.next(), thingId: i, ...row })
    })
    await releaseHold(t.site, held, null)
    await drainJobs(t.site, [clearCopies])
    assert.equal(await copies(), 0)
  })

  test('a hold names what it holds and why, and ends once', async () => {
    await assert.rejects(hold({ subject: 'all' }), status(422))
    await assert.rejects(hold({ subjectId: null }), status(422))
    await assert.rejects(hold({ reason: ' ' }), status(422))
    const id = await hold()
    await releaseHold(t.site, id, author.personId)
    await assert.rejects(releaseHold(t.site, id, null), status(404))
    await assert.rejects(releaseHold(t.site, 12345, null), status(404))
  })

  test('a kind that nobody owns is a fault of ours', async () => {
    const odd = t.site.store.tx(async (db) => await retire(t.site, db, { kind: 'teapot', id: 1 }, { why: 'author', who: null }))
    await assert.rejects(odd, /no owner/)
  })
})
