import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { eq } from '#db/drizzle.ts'
import { changeSetting } from '#features/settings/change-setting.ts'
import { contactEmail } from '#features/instance/instance-settings.ts'
import { vapidKeys } from '#features/instance/vapid.ts'
import { people } from '#features/people/people.schema.ts'
import { follow } from '#features/relationships/follow.ts'
import { boost } from '#features/statuses/boost.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { notifications } from '#features/notifications/notifications.schema.ts'
import { newViewer, post } from '../statuses/world.ts'
import { signerOf } from './device.ts'
import { newPhone, pushScene, settle } from './scene.ts'

type Scene = Awaited<ReturnType<typeof pushScene>>

suite('what a push carries', () => {
  let t: Scene
  before(async () => void (t = await pushScene()))
  after(async () => await t.close())

  const pushedTo = (tokenId: number) => t.service.pushed.filter((one) => one.path === `/push/${tokenId}`)

  for (const standard of [true, false])
    test(`a device opens it with its own keys and finds what iOS and Android ask for (${standard ? 'RFC 8291' : 'the draft'})`, async () => {
      const [me, bob] = [await newViewer(t.site, 'me'), await newViewer(t.site, 'bob')]
      const phone = await newPhone(t.site, t.service, me, { standard })
      await post(t.site, bob, `@${me.username} the <b>lift</b> is\n\nout of order`)
      await settle(t.site)
      const [one, ...more] = pushedTo(phone.tokenId)
      assert.equal(more.length, 0)
      assert.equal(one!.method, 'POST')
      assert.equal(one!.headers['content-encoding'], standard ? 'aes128gcm' : 'aesgcm')
      assert.equal(one!.headers['ttl'], String(48 * 3600))
      assert.equal(one!.headers['urgency'], 'normal')
      assert.match(String(one!.headers['topic']), /^[\w-]{1,32}$/)
      const [row] = await t.site.store.read.select().from(notifications).where(eq(notifications.accountId, me.accountId))
      assert.deepEqual(phone.device.read(one!), {
        access_token: phone.token,
        preferred_locale: 'en',
        notification_id: row!.id,
        notification_type: 'mention',
        icon: 'http://localhost:3999/assets/face.png',
        title: 'bob mentioned you',
        body: `@${me.username} the <b>lift</b> is out of order`,
      })
      assert.ok(Number.isSafeInteger(row!.id))
      // Nothing of it stands outside of what is encrypted.
      assert.ok(!one!.body.includes('lift') && !JSON.stringify([one!.headers, one!.path]).includes(phone.token))
    })

  test('it is signed with the key that apps were given, for the push service and for less than a day', async () => {
    const [me, bob] = [await newViewer(t.site, 'me'), await newViewer(t.site, 'bob')]
    const phones = [await newPhone(t.site, t.service, me), await newPhone(t.site, t.service, me, { standard: false })]
    await t.site.store.tx(async (db) => await changeSetting(t.site, db, contactEmail, 'it@brunnhof.example'))
    await follow(t.site, bob, me.accountId)
    await settle(t.site)
    for (const phone of phones) {
      const { claims, key } = signerOf(pushedTo(phone.tokenId)[0]!)
      assert.equal(key, vapidKeys(t.site.secrets).publicKey)
      assert.equal(claims.aud, `https://${t.service.place}`)
      assert.equal(claims.sub, 'mailto:it@brunnhof.example')
      const life = claims.exp - Date.now() / 1000
      assert.ok(life > 0 && life <= 86_400, String(life))
    }
  })

  test('the title says in the language of the person what happened', async () => {
    const me = await newViewer(t.site, 'me')
    const phone = await newPhone(t.site, t.service, me)
    const mine = await post(t.site, me, 'mine')
    const deeds = { de: favourite, fr: boost, en: follow, es: boost, ar: favourite, ja: follow }
    for (const [locale, deed] of Object.entries(deeds)) {
      await t.site.store.tx(async (db) => await db.update(people).set({ locale }).where(eq(people.id, me.personId)))
      await deed(t.site, await newViewer(t.site, 'bob'), deed === follow ? me.accountId : mine)
      await settle(t.site)
    }
    const read = pushedTo(phone.tokenId).map((one) => phone.device.read(one))
    assert.deepEqual(
      read.map((one) => [one.preferred_locale, one.notification_type, one.title]),
      [
        ['de', 'favourite', 'bob gefällt dein Beitrag'],
        ['fr', 'reblog', 'bob a partagé votre message'],
        ['en', 'follow', 'bob follows you'],
        ['es', 'reblog', 'bob ha impulsado tu publicación'],
        ['ar', 'favourite', 'أعجب منشورك bob'],
        ['ja', 'follow', 'bobさんにフォローされました'],
      ],
    )
  })

  test('of a post behind a warning the warning alone is told, and of a long one its beginning', async () => {
    const [me, bob] = [await newViewer(t.site, 'me'), await newViewer(t.site, 'bob')]
    const phone = await newPhone(t.site, t.service, me)
    await post(t.site, bob, `@${me.username} the secret`, { warning: 'Numbers of the quarter' })
    await post(t.site, bob, `@${me.username} ${'👩‍👩‍👧 x'.repeat(200)}`)
    await settle(t.site)
    const [warned, long] = pushedTo(phone.tokenId).map((one) => phone.device.read(one).body as string)
    assert.equal(warned, 'Numbers of the quarter')
    assert.ok(long!.endsWith('…') && [...new Intl.Segmenter('en').segment(long!)].length <= 140)
    for (const one of pushedTo(phone.tokenId)) assert.ok(one.body.length <= 4096)
  })
})
