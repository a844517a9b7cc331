import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { eq } from '#db/drizzle.ts'
import { type PushSubscription, pushSubscriptions } from '#features/webpush/webpush.schema.ts'
import { makePerson, makeSession } from '../../people.ts'
import { startTestWeb, type TestWeb } from '../../web.ts'
import { newPhone } from './scene.ts'

const service = { endpoint: (device: string) => `https://ntfy.corp.example/${device}` }

suite('the page of push', () => {
  let t: TestWeb
  before(async () => void (t = await startTestWeb({ config: { fetch: { push: ['ntfy.corp.example'] } } })))
  after(async () => await t.close())

  const at = Date.UTC(2026, 10, 20, 9, 30)
  const page = async (who: Viewer, path = '/settings/push') => {
    const answer = await fetch(t.url + path, { headers: { cookie: `session=${await makeSession(t.site, who)}` } })
    assert.equal(answer.status, 200)
    return (await answer.text()).replace(/\s+/g, ' ')
  }
  const phone = async (who: Viewer, health: Partial<PushSubscription>, endpoint?: string) => {
    const { subscription } = await newPhone(t.site, service, who, endpoint === undefined ? {} : { endpoint })
    if (Object.keys(health).length)
      await t.site.store.tx(async (db) => await db.update(pushSubscriptions).set(health).where(eq(pushSubscriptions.id, subscription.id)))
  }

  test('says of each phone whether it can be woken, in the language of the person, and nothing of others', async () => {
    const words = {
      en: [
        'Ready; nothing has been sent yet',
        'Works; last arrived',
        'Does not arrive since',
        'last answered 503',
        'does not answer',
        'may not reach relay.example',
      ],
      de: [
        'Bereit; es wurde noch nichts gesendet',
        'Funktioniert; zuletzt angekommen',
        'Kommt nicht an seit',
        'antwortete zuletzt 503',
        'antwortet nicht',
        'darf relay.example nicht erreichen',
      ],
      fr: [
        'rien n’a encore été envoyé',
        'Fonctionne ; dernière arrivée',
        'N’arrive plus depuis',
        'dernière réponse du service : 503',
        'ne répond pas',
        'joindre relay.example',
      ],
    }
    for (const [locale, said] of Object.entries(words)) {
      const who = await makePerson(t.site, `lea_${locale}`, { locale })
      await phone(who, {})
      await phone(who, { workedAt: at, lastAnswer: '201' })
      await phone(who, { failingSince: at, lastAnswer: '503' })
      await phone(who, { failingSince: at, lastAnswer: 'deadline' })
      await phone(who, {}, 'https://relay.example/push/1')
      const text = await page(who)
      for (const words of said) assert.match(text, new RegExp(words), `${locale}: ${words}`)
      assert.equal(text.match(/class="who">Phone</g)?.length, 5)
      // The address of a device is for its app and its push service.
      assert.doesNotMatch(text, /ntfy\.corp\.example\/|push\/1/)
    }
    assert.match(await page(await makePerson(t.site, 'nora')), /No app has asked for it/)
  })

  test('stands in a frame on the page of sessions, with a link for whoever has no JavaScript', async () => {
    const text = await page(await makePerson(t.site, 'max'), '/settings/sessions')
    assert.match(text, /<turbo-frame id="push-devices" src="\/settings\/push" target="_top"><a href="\/settings\/push">/)
    assert.match(await page(await makePerson(t.site, 'mia')), /<turbo-frame id="push-devices"/)
  })
})
