import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import sharp from 'sharp'
import { Refusal } from '#base/errors.ts'
import { Upload } from '#base/upload.ts'
import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { changeAvatar } from '#features/accounts/change-avatar.ts'
import { changeHeader } from '#features/accounts/change-header.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { newViewer } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { asFile, animation, impostors, photo } from '../pictures.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

const sources = { photo: await photo(), gif: await animation('gif') }

suite('the pictures of a profile', () => {
  let t: TestWeb
  let alice: Awaited<ReturnType<typeof newViewer>>
  let reader: Api, writer: Api
  before(async () => {
    t = await startTestWeb()
    alice = await newViewer(t.site, 'alice')
    reader = t.api(await makeToken(t.site, alice, ['read:accounts']))
    writer = t.api(await makeToken(t.site, alice, ['write:accounts']))
  })
  after(async () => await t.close())

  const shown = async () => (await reader.get(`/api/v1/accounts/${alice.accountId}`)).json
  const upload = (bytes: Buffer, test_: Parameters<typeof asFile>[0]) =>
    new Upload('me.png', 'image/png', bytes.length, asFile(test_, bytes))
  const objects = async () => (await Array.fromAsync(t.site.storage.list(''))).length

  // SEC:M8
  test('are cut to size, made anew and shown at addresses of their own', async (c) => {
    await changeAvatar(t.site, alice, upload(sources.photo, c))
    await changeHeader(t.site, alice, upload(sources.gif, c))
    const { avatar, avatar_static, header, header_static } = await shown()
    assert.match(avatar, new RegExp(`^${t.url}/media/[0-9a-f]{32}/avatar\\.jpg$`))
    assert.match(header, new RegExp(`^${t.url}/media/[0-9a-f]{32}/header\\.(?:jpg|webp)$`))
    assert.deepEqual([avatar_static, header_static], [avatar, header])
    for (const [address, width, height] of [
      [avatar, 400, 400],
      [header, 1500, 500],
    ]) {
      const answer = await fetch(address)
      assert.equal(answer.headers.get('cross-origin-resource-policy'), 'cross-origin')
      const body = Buffer.from(await answer.arrayBuffer())
      const found = await sharp(body).metadata()
      assert.deepEqual([found.width, found.height, found.pages ?? 1, found.exif], [width, height, 1, undefined])
      assert.equal(body.includes('Spyphone'), false)
    }
  })

  // SEC:M13
  test('a new one has a new address, and nothing of the old one is left', async (c) => {
    await changeAvatar(t.site, alice, upload(sources.photo, c))
    const before_ = (await shown()).avatar
    await drainJobs(t.site, jobs)
    const count = await objects()
    await changeAvatar(t.site, alice, upload(sources.photo, c))
    const { avatar } = await shown()
    assert.notEqual(avatar, before_)
    assert.deepEqual([(await fetch(before_)).status, (await fetch(avatar)).status], [404, 200])
    await drainJobs(t.site, jobs)
    assert.equal(await objects(), count)
    for (const wrong of [avatar.replace('avatar.', 'header.'), avatar.replace('/avatar', '/small/avatar')])
      assert.equal((await fetch(wrong)).status, 404)
  })

  // SEC:M6
  test('what is no picture changes nothing', async (c) => {
    const before_ = await shown()
    for (const name of ['svg', 'json', 'tiff'])
      await assert.rejects(
        changeAvatar(t.site, alice, upload(impostors[name]!, c)),
        (e: unknown) => e instanceof Refusal && e.status === 422,
      )
    assert.deepEqual(await shown(), before_)
  })

  test('DELETE takes each away, and says the same when there is none', async (c) => {
    await changeAvatar(t.site, alice, upload(sources.photo, c))
    await changeHeader(t.site, alice, upload(sources.photo, c))
    const set = { avatarDescription: 'me', headerDescription: 'the sea' }
    await t.site.store.tx(async (db) => await db.update(accounts).set(set).where(eq(accounts.id, alice.accountId)))
    assert.deepEqual([(await shown()).avatar_description, (await shown()).header_description], ['me', 'the sea'])
    for (const [slot, file] of [
      ['avatar', 'face.png'],
      ['header', 'cover.png'],
    ]) {
      const first = await writer.delete(`/api/v1/profile/${slot}`)
      assert.deepEqual([first.status, first.json[slot!]], [200, `${t.url}/assets/${file}`], first.text)
      assert.equal(first.json[`${slot}_description`], '')
      assert.deepEqual((await writer.delete(`/api/v1/profile/${slot}`)).json, first.json)
    }
  })

  test('DELETE is refused without the scope, to nobody and to an app', async () => {
    const app = t.api(await makeToken(t.site, null, ['write']))
    for (const slot of ['avatar', 'header']) {
      const path = `/api/v1/profile/${slot}`
      assert.deepEqual(
        [(await reader.delete(path)).status, (await t.api().delete(path)).status, (await app.delete(path)).status],
        [403, 401, 422],
      )
    }
  })

  test('of a suspended account are not shown, at no address', async (c) => {
    const bob = await newViewer(t.site, 'bob')
    await changeAvatar(t.site, bob, upload(sources.photo, c))
    const path = `/api/v1/accounts/${bob.accountId}`
    const { avatar } = (await reader.get(path)).json
    assert.equal((await fetch(avatar)).status, 200)
    await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: 1 }).where(eq(accounts.id, bob.accountId)))
    assert.equal((await reader.get(path)).json.avatar, `${t.url}/assets/face.png`)
    assert.equal((await fetch(avatar)).status, 404)
  })
})
