import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { iso } from '#base/clock.ts'
import { Refusal } from '#base/errors.ts'
import { follow } from '#features/relationships/follow.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { historyJson, statusVersions } from '#features/statuses/history.ts'
import { mentionsOf } from '#features/statuses/mentions.queries.ts'
import { showStatus } from '#features/statuses/show.ts'
import { sourceJson } from '#features/statuses/status-forms.json.ts'
import { statusJson } from '#features/statuses/statuses.json.ts'
import { validate } from '../../contract/validate.ts'
import { type TestSite, testSite } from '../../site.ts'
import { followers, named, newViewer, post } from './world.ts'

suite('an edit', () => {
  let t: TestSite
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let alice: Somebody, bob: Somebody, carol: Somebody
  before(async () => {
    t = await testSite()
    alice = await newViewer(t.site, 'alice')
    bob = await newViewer(t.site, 'bob')
    carol = await newViewer(t.site, 'carol')
    await follow(t.site, bob, alice.accountId)
  })
  after(async () => await t.close())

  const refused = (code: string, status: number) => (e: unknown) => e instanceof Refusal && e.code === code && e.status === status
  const history = async (id: number) => historyJson(t.site, await statusVersions(t.site, alice, id))
  const mentions = async (id: number) => (await mentionsOf(t.site.store.read, [id])).map(({ accountId, silent }) => ({ accountId, silent }))

  test('keeps every version that it replaces, oldest first, each with the time of its publication', async () => {
    const id = await post(t.site, alice, 'one')
    const first = t.clock.now()
    t.clock.advance(60_000)
    await editStatus(t.site, alice, id, { text: 'two', warning: 'careful' })
    const second = t.clock.now()
    t.clock.advance(60_000)
    await editStatus(t.site, alice, id, { text: 'three #tag', warning: '', sensitive: false })
    const versions = await history(id)
    validate('StatusEdit[]', versions)
    assert.deepEqual(
      versions.map((v) => [v.content, v.spoiler_text, v.sensitive, v.created_at]),
      [
        ['<p>one</p>', '', false, iso(first)],
        ['<p>two</p>', 'careful', true, iso(second)],
        [versions[2]?.content, '', false, iso(t.clock.now())],
      ],
    )
    const json = statusJson(t.site, await showStatus(t.site, bob, id))
    validate('Status', json)
    assert.deepEqual([json.edited_at, json.created_at, json.tags.map((tag) => tag.name)], [iso(t.clock.now()), iso(first), ['tag']])
    const source = sourceJson(await showStatus(t.site, alice, id))
    validate('StatusSource', source)
    assert.equal(source.text, 'three #tag')
  })

  test('that changes nothing leaves no version behind', async () => {
    const id = await post(t.site, alice, 'as it is', { warning: 'w' })
    await editStatus(t.site, alice, id, { text: 'as it is', warning: 'w' })
    const versions = await history(id)
    assert.equal(versions.length, 1)
    assert.equal((await showStatus(t.site, alice, id)).status.editedAt, null)
  })

  test('of somebody else’s post is the 404 of a post that is not there', async () => {
    const id = await post(t.site, alice, 'mine')
    await assert.rejects(editStatus(t.site, bob, id, { text: 'yours' }), refused('not_found', 404))
    await assert.rejects(editStatus(t.site, bob, 4711, { text: 'yours' }), refused('not_found', 404))
    assert.equal((await showStatus(t.site, alice, id)).status.text, 'mine')
  })

  test('that takes all words away is refused and changes nothing', async () => {
    const id = await post(t.site, alice, 'words')
    await assert.rejects(editStatus(t.site, alice, id, { text: ' ', warning: '' }), refused('invalid', 422))
    assert.equal((await history(id)).length, 1)
  })

  test('never changes the audience, and takes it from nobody', async () => {
    const id = await post(t.site, alice, `@${bob.username} for you`, { audience: named })
    await editStatus(t.site, alice, id, { text: `@${carol.username} and for you` })
    assert.deepEqual(
      await mentions(id),
      [
        { accountId: bob.accountId, silent: true },
        { accountId: carol.accountId, silent: false },
      ].sort((a, b) => a.accountId - b.accountId),
    )
    const json = statusJson(t.site, await showStatus(t.site, bob, id))
    assert.deepEqual([json.visibility, json.mentions.map((m) => m.acct)], ['direct', [carol.username]])
  })

  test('of an answer names nobody outside the audience that it inherited', async () => {
    const start = await post(t.site, alice, 'for followers', { audience: followers })
    const reply = await post(t.site, bob, 'hm', { replyToId: start })
    await assert.rejects(editStatus(t.site, bob, reply, { text: `@${carol.username} look` }), refused('unexpected_accounts', 422))
    await editStatus(t.site, bob, reply, { text: `@${alice.username} look` })
    assert.deepEqual(await mentions(reply), [{ accountId: alice.accountId, silent: false }])
  })
})
