import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { Refusal } from '#base/errors.ts'
import { randomHex } from '#base/ids.ts'
import { eq } from '#db/drizzle.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { changeCounts } from '#features/accounts/change-counts.ts'
import { media } from '#features/media/media.schema.ts'
import { createStatus } from '#features/statuses/create.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { changeStatusCounts } from '#features/statuses/change-status-counts.ts'
import { showStatus } from '#features/statuses/show.ts'
import { statusOwner } from '#features/statuses/status-owner.ts'
import { retiredJson } from '#features/statuses/status-forms.json.ts'
import { statusJson } from '#features/statuses/statuses.json.ts'
import { statusesByIds } from '#features/statuses/statuses.queries.ts'
import { statuses, statusEdits, statusMentions, statusTags } from '#features/statuses/statuses.schema.ts'
import { audienceColumns } from '#features/statuses/audience.ts'
import type { Viewer } from '#base/viewer.ts'
import { validate } from '../../contract/validate.ts'
import { type TestSite, testSite } from '../../site.ts'
import { named, newViewer, post } from './world.ts'

suite('deleting a post', () => {
  let t: TestSite
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let alice: Somebody, bob: Somebody
  before(async () => {
    t = await testSite()
    alice = await newViewer(t.site, 'alice')
    bob = await newViewer(t.site, 'bob')
  })
  after(async () => await t.close())

  const missing = (e: unknown) => e instanceof Refusal && e.status === 404
  const row = async (id: number) => (await statusesByIds(t.site.store.read, [id]))[0]
  const count = async (who: Viewer) => (await loadAccounts(t.site.store.read, [who.accountId])).get(who.accountId)!.account.statusesCount

  test('answers the words for a new draft, and leaves nothing of it behind', async () => {
    const before_ = await count(alice)
    const id = await post(t.site, alice, `@${bob.username} gone #soon`)
    await editStatus(t.site, alice, id, { text: `@${bob.username} gone #now` })
    const json = retiredJson(t.site, await deleteStatus(t.site, alice, id))
    validate('Status', json)
    assert.equal(json.text, `@${bob.username} gone #now`)
    assert.equal('content' in json, false)
    await assert.rejects(showStatus(t.site, alice, id), missing)
    for (const table of [statusMentions, statusTags, statusEdits])
      assert.equal((await t.site.store.read.select().from(table).where(eq(table.statusId, id))).length, 0)
    assert.equal(await count(alice), before_)
  })

  // SEC:V5
  test('of somebody else changes nothing and says nothing', async () => {
    const id = await post(t.site, alice, 'mine')
    await assert.rejects(deleteStatus(t.site, bob, id), missing)
    await assert.rejects(deleteStatus(t.site, bob, 4711), missing)
    assert.ok(await row(id))
  })

  test('twice at once retires it once', async () => {
    const id = await post(t.site, alice, 'once')
    const results = await Promise.allSettled([deleteStatus(t.site, alice, id), deleteStatus(t.site, alice, id)])
    assert.deepEqual(results.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
  })

  test('leaves the answers, without a parent, and counts them down with their own end', async () => {
    const start = await post(t.site, alice, 'start')
    const reply = await post(t.site, bob, 'answer', { replyToId: start })
    const second = await post(t.site, alice, 'answer to it', { replyToId: reply })
    await post(t.site, bob, `@${alice.username} hidden`, { replyToId: start, audience: named })
    assert.equal((await row(start))?.repliesCount, 1)
    await deleteStatus(t.site, bob, reply)
    assert.equal((await row(start))?.repliesCount, 0)
    const json = statusJson(t.site, await showStatus(t.site, alice, second))
    validate('Status', json)
    assert.deepEqual([json.in_reply_to_id, json.in_reply_to_account_id], [null, String(bob.accountId)])
    assert.equal((await row(second))?.threadId, start)
  })

  test('takes its boosts along, with their counters', async () => {
    const id = await post(t.site, alice, 'boost me')
    const before_ = await count(bob)
    const boost = await t.site.store.tx(async (db) => {
      const boostId = t.site.ids.next()
      const open = audienceColumns({ kind: 'everyone', listed: true })
      await db.insert(statuses).values({
        id: boostId,
        accountId: bob.accountId,
        ...open,
        text: '',
        content: '',
        threadId: boostId,
        boostOfId: id,
        createdAt: t.clock.now(),
      })
      await changeStatusCounts(t.site, db, id, { boosts: 1 })
      await changeCounts(db, bob.accountId, { statuses: 1 })
      return boostId
    })
    const json = statusJson(t.site, await showStatus(t.site, alice, boost))
    validate('Status', json)
    assert.equal(json.reblog?.id, String(id))
    await deleteStatus(t.site, alice, id)
    assert.equal(await row(boost), undefined)
    assert.equal(await count(bob), before_)
  })

  // SEC:M13
  test('gives its files a new address and frees them for a new draft', async () => {
    const id = await post(t.site, alice, 'with a picture')
    const capability = randomHex()
    const file = await t.site.store.tx(async (db) => {
      const fileId = t.site.ids.next()
      const facts = {
        kind: 'image',
        name: 'a b.png',
        storageKey: 'k',
        sha256: '0'.repeat(64),
        size: 1,
        mime: 'image/png',
        width: 4,
        height: 2,
      } as const
      await db
        .insert(media)
        .values({ id: fileId, accountId: alice.accountId, statusId: id, capability, ...facts, createdAt: t.clock.now() })
      return fileId
    })
    const json = statusJson(t.site, await showStatus(t.site, bob, id))
    validate('Status', json)
    assert.equal(json.media_attachments[0]?.url, `http://localhost:3000/media/${capability}/a%20b.png`)
    await deleteStatus(t.site, alice, id)
    const [after_] = await t.site.store.read.select().from(media).where(eq(media.id, file))
    assert.equal(after_?.statusId, null)
    assert.match(after_.capability, /^[0-9a-f]{32}$/)
    assert.notEqual(after_.capability, capability)
  })

  test('is not undone by a repetition of the request that made it', async () => {
    const wish = { text: 'late', warning: '', sensitive: false, language: null, audience: { kind: 'everyone', listed: true } as const }
    const repeat = { holder: 'token:9', key: 'late' }
    const create = async () => await createStatus(t.site, alice, { ...wish, replyToId: null, localOnly: false, labelId: null }, { repeat })
    const id = await create()
    await deleteStatus(t.site, alice, id)
    assert.equal(await create(), id)
    await assert.rejects(showStatus(t.site, alice, id), missing)
  })

  test('seals the words, all versions, names, hashtags and files', async () => {
    const id = await post(t.site, alice, `@${bob.username} evidence #case`)
    await editStatus(t.site, alice, id, { text: `@${bob.username} changed #case` })
    const sealed = JSON.stringify(await t.site.store.tx(async (db) => await statusOwner.seal(t.site, db, id)))
    for (const part of ['evidence #case', 'changed #case', String(bob.accountId), '"case"']) assert.ok(sealed.includes(part), part)
  })
})
