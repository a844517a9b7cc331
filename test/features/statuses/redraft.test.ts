import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { mediaOf } from '#features/media/media.queries.ts'
import { uploadMedia } from '#features/media/upload-media.ts'
import { redraftStatus } from '#features/statuses/redraft.ts'
import { showStatus } from '#features/statuses/show.ts'
import type { Viewer } from '#base/viewer.ts'
import { Upload } from '#base/upload.ts'
import { testSite, type TestSite } from '../../site.ts'
import { asFile, quarters } from '../../pictures.ts'
import { newViewer, post } from './world.ts'

suite('a post that is written anew', () => {
  let own: TestSite
  let ada: Viewer
  let ben: Viewer
  before(async () => {
    own = await testSite()
    ada = await newViewer(own.site, 'ada')
    ben = await newViewer(own.site, 'ben')
  })
  after(async () => await own.close())
  const words = (text: string) => ({
    text,
    warning: '',
    sensitive: false,
    language: null,
    audience: { kind: 'everyone', listed: true } as const,
    replyToId: null,
    localOnly: false,
    labelId: null,
  })
  const gone = async (by: Viewer, id: number) => await assert.rejects(showStatus(own.site, by, id), { status: 404 })

  test('takes the place and the pictures of the old one, at new addresses and with new words', async (t) => {
    const file = new Upload('a.png', 'image/png', 1, asFile(t, await quarters().png().toBuffer()))
    const picture = await uploadMedia(own.site, ada, { file, alt: 'old', focus: null })
    const old = await post(own.site, ada, 'first', { mediaIds: [picture.id] })
    const wish = { ...words('second'), mediaIds: [picture.id] }
    const id = await redraftStatus(own.site, ada, { insteadOf: old, wish }, { mediaChanges: [{ id: picture.id, alt: 'new' }] })
    await gone(ada, old)
    const [hanging] = await mediaOf(own.site.store.read, [id])
    assert.deepEqual([hanging?.id, hanging?.alt], [picture.id, 'new'])
    assert.notEqual(hanging?.capability, picture.capability)
  })

  test('leaves the old one as it is when it is refused', async () => {
    const old = await post(own.site, ada, 'stays')
    await assert.rejects(redraftStatus(own.site, ada, { insteadOf: old, wish: words('') }), { status: 422 })
    await assert.rejects(redraftStatus(own.site, ada, { insteadOf: old, wish: { ...words('x'), mediaIds: [1] } }), { status: 422 })
    assert.equal((await showStatus(own.site, ada, old)).status.text, 'stays')
  })

  // SEC:V5
  test('takes the place of nobody else’s, and nothing is posted', async () => {
    const theirs = await post(own.site, ben, 'mine, says ben')
    const before_ = (await showStatus(own.site, ben, theirs)).account.account.statusesCount
    await assert.rejects(redraftStatus(own.site, ada, { insteadOf: theirs, wish: words('instead of ben') }), { status: 404 })
    assert.equal((await showStatus(own.site, ben, theirs)).account.account.statusesCount, before_)
  })

  test('is written also when the old one is gone by then, and once when it is sent twice', async () => {
    const old = await post(own.site, ada, 'twice')
    const repeat = { holder: 'session:1', key: 'k' }
    const ids = [
      await redraftStatus(own.site, ada, { insteadOf: old, wish: words('once') }, { repeat }),
      await redraftStatus(own.site, ada, { insteadOf: old, wish: words('once') }, { repeat }),
    ]
    assert.equal(ids[0], ids[1])
    const later = await redraftStatus(own.site, ada, { insteadOf: old, wish: words('later') })
    assert.equal((await showStatus(own.site, ada, later)).status.text, 'later')
  })
})
