import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import sharp from 'sharp'
import type { Viewer } from '#base/viewer.ts'
import { Upload } from '#base/upload.ts'
import { Refusal } from '#base/errors.ts'
import { archivesOf } from '#features/archives/archives.queries.ts'
import { tidyArchives } from '#features/archives/archives.jobs.ts'
import { requestArchive } from '#features/archives/request-archive.ts'
import { changeAvatar } from '#features/accounts/change-avatar.ts'
import { uploadMedia } from '#features/media/upload-media.ts'
import { bookmark } from '#features/statuses/bookmark.ts'
import { boost } from '#features/statuses/boost.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { testSite, type TestSite } from '../../site.ts'
import { named, newViewer, post } from '../statuses/world.ts'

suite('an archive', () => {
  let t: TestSite
  let folder: string
  before(async () => {
    t = await testSite()
    folder = mkdtempSync(join(tmpdir(), 'atrium-archive-'))
  })
  after(async () => {
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const settle = async () => void (await drainJobs(t.site, jobs))
  const newest = async (me: Viewer) => (await archivesOf(t.site.store.read, me.accountId))[0]!
  const stored = async (key: string) => await t.site.storage.stat(key)

  /** Asks for one, runs what the worker would run, and unpacks it with a program that is not ours. */
  async function unpacked(me: Viewer): Promise<Record<string, Buffer>> {
    await requestArchive(t.site, me)
    await settle()
    const { file } = await newest(me)
    const path = join(folder, `${me.accountId}.zip`)
    writeFileSync(path, await buffer((await t.site.storage.get(file!.key)).stream))
    const read =
      'import sys,zipfile,json,base64; z=zipfile.ZipFile(sys.argv[1]); print(json.dumps({n: base64.b64encode(z.read(n)).decode() for n in z.namelist()}))'
    const found = JSON.parse(execFileSync('python3', ['-c', read, path], { encoding: 'utf8', maxBuffer: 1e8 })) as Record<string, string>
    return Object.fromEntries(Object.entries(found).map(([name, text]) => [name, Buffer.from(text, 'base64')]))
  }
  const picture = async () => {
    const path = join(folder, 'picture.png')
    await sharp({ create: { width: 8, height: 6, channels: 3, background: '#0d6b5f' } })
      .png()
      .toFile(path)
    return new Upload('lift.png', 'image/png', 100, path)
  }

  // SEC:M13
  test('holds every post with its pictures, the profile and what was marked, and of others only addresses', async () => {
    const [me, bob] = [await newViewer(t.site, 'me'), await newViewer(t.site, 'bob')]
    await changeAvatar(t.site, me, await picture())
    const { id: mediaId } = await uploadMedia(t.site, me, { file: await picture(), alt: 'A lift', focus: null })
    const secret = await post(t.site, me, `@${bob.username} between us`, { audience: named })
    await post(t.site, me, 'Out of order #lift', { mediaIds: [mediaId], warning: 'Noise' })
    const theirs = await post(t.site, bob, 'words that are not mine')
    const boostId = await boost(t.site, me, theirs, {})
    await bookmark(t.site, me, theirs)
    for (let i = 0; i < 45; i++) await post(t.site, me, `number ${i}`)

    const files = await unpacked(me)
    const json = (name: string) => JSON.parse(files[name]!.toString()) as { orderedItems: Item[]; totalItems: number }
    const outbox = json('outbox.json')
    assert.equal(outbox.totalItems, 48)
    assert.equal(new Set(outbox.orderedItems.map(({ id }) => id)).size, 48)
    const kinds = Map.groupBy(outbox.orderedItems, ({ type }) => type)
    assert.equal(kinds.get('Create')?.length, 47)
    const [announce] = kinds.get('Announce') ?? []
    assert.ok(announce?.id.includes(String(boostId)))
    assert.match(typeof announce?.object === 'string' ? announce.object : '', new RegExp(`/ap/users/${bob.accountId}/statuses/${theirs}$`))
    const notes = (kinds.get('Create') ?? []).map(({ object }) => object as Note)
    const warned = notes.find(({ summary }) => summary === 'Noise')!
    assert.deepEqual(
      warned.tag.map(({ type, name }) => [type, name]),
      [['Hashtag', '#lift']],
    )
    assert.equal(warned.attachment[0]?.name, 'A lift')
    assert.equal(files[warned.attachment[0]!.url]?.subarray(1, 4).toString(), 'PNG')
    const letter = notes.find(({ id }) => id.endsWith(`/${secret}`))!
    assert.deepEqual([letter.to.length, letter.cc], [1, []])
    const kept = JSON.parse(files['bookmarks.json']!.toString()) as { orderedItems: string[] }
    assert.match(kept.orderedItems.join(), new RegExp(`/statuses/${theirs}$`))
    const actor = JSON.parse(files['actor.json']!.toString()) as { preferredUsername: string; icon: { url: string } }
    assert.equal(actor.preferredUsername, me.username)
    assert.ok(files[actor.icon.url]!.length > 0)
    assert.ok(!Object.values(files).some((file) => file.includes('words that are not mine')))
    assert.equal(files['following_accounts.csv']?.toString().split('\n')[0], 'Account address,Show boosts,Notify on new posts,Languages')
  })

  test('is made once a week and kept for a week; then row and bytes are gone', async () => {
    const me = await newViewer(t.site, 'weekly')
    await requestArchive(t.site, me)
    await assert.rejects(requestArchive(t.site, me), (e) => e instanceof Refusal && e.code === 'archive_too_soon')
    await settle()
    const { file } = await newest(me)
    assert.ok(await stored(file!.key))
    const day = 86_400_000
    t.clock.advance(7 * day - 1)
    await tidyArchives.run(t.site, {}, { id: 1, attempt: 1 })
    await assert.rejects(requestArchive(t.site, me), Refusal)
    t.clock.advance(1)
    await tidyArchives.run(t.site, {}, { id: 1, attempt: 1 })
    await settle()
    assert.equal(await stored(file!.key), undefined)
    assert.deepEqual(await archivesOf(t.site.store.read, me.accountId), [])
    await requestArchive(t.site, me)
    await settle()
    assert.notEqual((await newest(me)).file, null)
  })

  test('whose storage fails leaves no row that names what is not there, and is made at the next attempt', async (c) => {
    const me = await newViewer(t.site, 'unlucky')
    await requestArchive(t.site, me)
    const put = c.mock.method(t.site.storage, 'put', async () => {
      throw new Error('the disk is gone')
    })
    await settle()
    assert.ok(put.mock.callCount() > 0)
    assert.equal((await newest(me)).file, null)
    put.mock.restore()
    t.clock.advance(3_600_000)
    await settle()
    assert.notEqual((await newest(me)).file, null)
  })
})

interface Note {
  id: string
  summary: string | null
  to: string[]
  cc: string[]
  attachment: { name: string; url: string }[]
  tag: { type: string; name: string }[]
}
interface Item {
  id: string
  type: string
  object: Note | string
}
