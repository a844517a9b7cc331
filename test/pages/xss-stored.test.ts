import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { putEmoji } from '#features/emojis/put-emoji.ts'
import { readerChanged } from '#features/accounts/accounts.events.ts'
import { Upload } from '#base/upload.ts'
import { uploadMedia } from '#features/media/upload-media.ts'
import { createStatus } from '#features/statuses/create.ts'
import { openSession } from '#features/signin/open-session.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { makeToken } from '../people.ts'
import { quarters } from '../pictures.ts'
import { openBrowser, openLive } from './browser.ts'
import { freeColumns, knownColumns, poison } from './hostile-columns.ts'
import { corpus, type HostileTab, openHostileTab } from './hostile.ts'
import { write } from './scene.ts'
import { openToldScene, type ToldScene } from './told-scene.ts'

// SEC:H2 SEC:H4 SEC:H5 SEC:H10 SEC:H11 SEC:H12 SEC:H13 SEC:B2
suite('what people write is text on every page', () => {
  let scene: ToldScene
  let browser: Browser
  let tab: HostileTab
  let paths: string[]
  const ids = { post: 0, answer: 0, poll: 0, picture: 0 }

  before(async () => {
    scene = await openToldScene()
    browser = await openBrowser()
    const { web, ada, ben } = scene
    const { site } = web
    const [mine, his] = [web.api(await makeToken(site, ada)), web.api(await makeToken(site, ben))]
    const refused: string[] = []
    const sent = async (answer: Promise<{ status: number; json: unknown }>): Promise<{ id: string }> => {
      const { status, json } = await answer
      if (status >= 300) refused.push(`${status} ${JSON.stringify(json).slice(0, 200)}`)
      return json as { id: string }
    }

    // By the API: what an app may send.
    const png = await quarters().png().toBuffer()
    const path = join(web.data, 'hostile.png')
    writeFileSync(path, png)
    const file = new Upload(`${corpus(120)}.png`, 'image/png', png.length, path)
    const picture = await uploadMedia(site, ben, { file, alt: corpus(1400), focus: null })
    await putEmoji(site, { shortcode: 'pump', path, category: corpus(200) }, { replace: true, who: null })
    const post = async (body: Record<string, unknown>) => Number((await sent(his.post('/api/v1/statuses', { body }))).id)
    ids.post = await post({ status: `${corpus(3500)} @ada #pump :pump:`, spoiler_text: corpus(400), language: 'en' })
    ids.answer = await post({ status: `@ada ${corpus(3500)} #p<x-pwn>q https://a.example/"><x-pwn>`, in_reply_to_id: String(ids.post) })
    ids.picture = await post({ status: corpus(2000), media_ids: [String(picture.id)] })
    ids.poll = await post({ status: corpus(2000), poll: { options: [corpus(40), corpus(49)], expires_in: 86_400 } })
    await post({ status: `@ada ${corpus(2000)}`, visibility: 'direct' })
    const profile = { note: corpus(500), fields_attributes: [{ name: corpus(200), value: corpus(200) }] }
    for (const one of [mine, his]) {
      await sent(one.patch('/api/v1/accounts/update_credentials', { body: profile }))
      await sent(one.post('/api/v1/lists', { body: { title: corpus(200) } }))
      const filter = { title: corpus(200), context: ['home'], filter_action: 'warn', keywords_attributes: [{ keyword: corpus(200) }] }
      await sent(one.post('/api/v2/filters', { body: filter }))
      await sent(
        one.post('/api/v1/apps', {
          body: { client_name: corpus(50), redirect_uris: 'urn:ietf:wg:oauth:2.0:oob', website: 'https://a.example' },
        }),
      )
    }
    await sent(mine.post(`/api/v1/accounts/${ben.accountId}/note`, { body: { comment: corpus(1900) } }))
    await sent(mine.post('/api/v1/reports', { body: { account_id: String(ben.accountId), comment: corpus(900) } }))
    const later = new Date(web.clock.now() + 7_200_000).toISOString()
    await sent(mine.post('/api/v1/statuses', { body: { status: corpus(3000), spoiler_text: corpus(300), scheduled_at: later } }))
    const wish = { personId: ada.personId, identityId: null, userAgent: corpus(300) }
    await site.store.tx(async (db) => await openSession(site, db, wish))
    await editStatus(site, ben, ids.answer, { text: `@ada ${corpus(3000)} and more`, warning: corpus(300) })
    await createStatus(site, ada, {
      text: corpus(3000),
      warning: '',
      sensitive: false,
      language: null,
      audience: { kind: 'everyone', listed: true },
      replyToId: ids.post,
      localOnly: false,
      labelId: null,
    })
    await scene.work()
    assert.deepEqual(refused, [])
    const [list] = (await mine.get('/api/v1/lists')).json as { id: string }[]
    const [filter] = (await mine.get('/api/v2/filters')).json as { id: string }[]
    const [talk] = (await mine.get('/api/v1/conversations')).json as { id: string }[]
    const [, own] = (await mine.get(`/api/v1/accounts/${ada.accountId}/statuses`)).json as { id: string }[]
    paths = [
      '/home',
      '/public/local',
      '/explore',
      '/people',
      '/announcements',
      '/bookmarks',
      '/favourites',
      '/followed-tags',
      '/tags/pump',
      '/notifications',
      '/notifications/mentions',
      '/notifications/requests',
      '/conversations',
      `/conversations/${talk!.id}`,
      `/conversations/${talk!.id}/delete`,
      '/lists',
      `/lists/${list!.id}`,
      `/lists/${list!.id}/edit`,
      `/lists/${list!.id}/members`,
      `/@ben/${ids.post}`,
      `/@ben/${ids.answer}/history`,
      `/@ben/${ids.poll}`,
      `/@ben/${ids.picture}`,
      `/publish?in_reply_to=${ids.post}`,
      `/posts/${own!.id}/edit`,
      `/posts/${own!.id}/delete`,
      '/@ben',
      '/@ben/with_replies',
      '/@ben/media',
      '/@ben/followers',
      '/@ada',
      `/people/${ben.accountId}/mute`,
      `/people/${ben.accountId}/block`,
      '/scheduled',
      '/search?q=pump',
      '/search?q=ben',
      '/settings/profile',
      '/settings/filters',
      `/settings/filters/${filter!.id}`,
      '/settings/mutes',
      '/settings/blocks',
      '/settings/sessions',
      '/settings/push',
      '/settings/data',
      '/oauth/authorized_applications',
      '/about',
      '/auth/sign-out',
    ]
    tab = await openHostileTab(browser, scene, ada)
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })

  /** Opens every page and everything that folds in it. */
  async function walk(): Promise<void> {
    const wrong: string[] = []
    const absent: string[] = []
    for (const path of paths) {
      const answer = await tab.page.goto(path)
      if (answer?.status() !== 200) absent.push(`${path} ${answer?.status()}`)
      await tab.page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`)
      wrong.push(...(await tab.findings()).map((one) => `${path}: ${one}`))
    }
    assert.deepEqual(wrong, [])
    assert.deepEqual(absent, [])
  }

  test('as an app sent it', { timeout: 120_000 }, async () => await walk())

  test('when it came by a visit, a change while the page is open, a frame, and by Back', async () => {
    const { page } = tab
    await openLive(page, '/home')
    await page.evaluate('globalThis.stayed = true')
    await editStatus(scene.web.site, scene.ben, ids.picture, { text: `${corpus(2500)} changed`, warning: corpus(200) })
    await page.locator(`#post-${ids.picture} summary`).first().waitFor()
    await write(scene.web.site, scene.ben, `${corpus(3000)} arrived`)
    await page.locator('#new-posts a').click()
    assert.deepEqual(await tab.findings(), [])
    await page.locator(`#post-${ids.post} .when`).click()
    // The address changes before the page does.
    await page.locator('live-source[channels^="thread:"]').waitFor({ state: 'attached' })
    await write(scene.web.site, scene.ben, `${corpus(3000)} below`, { replyToId: ids.post })
    await page.locator('#new-answers a').click()
    await page.locator('article', { hasText: 'below' }).first().waitFor()
    assert.deepEqual(await tab.findings(), [])
    assert.equal(await page.evaluate('globalThis.stayed'), true)
    await page.goBack({ waitUntil: 'commit' })
    await page.waitForURL(/home/)
    assert.deepEqual(await tab.findings(), [])
  })

  test('past every check, in every column that a page may show', { timeout: 120_000 }, async () => {
    const { site } = scene.web
    await poison(site)
    await site.store.tx(async (db) => await site.events.add(db, readerChanged, { accountId: scene.ada.accountId }))
    await walk()
  })

  test('in what the composer offers, and in its sheet of emoji', async () => {
    const { page } = tab
    await page.goto('/publish')
    await page.getByLabel('Your post').focus()
    for (const start of ['@be', '#pu', ':pu']) {
      await page.getByLabel('Your post').fill('')
      await page.keyboard.type(start)
      await page.locator('[role=option]').first().waitFor()
      assert.deepEqual(await tab.findings(), [])
      await page.keyboard.press('Escape')
    }
    await page.locator('[data-emoji-button]').click()
    await page.locator('.emoji-panel img, .emoji-panel button').first().waitFor()
    assert.deepEqual(await tab.findings(), [])
  })

  // A column that is new stands in one of the lists of hostile-columns.ts, so that somebody has thought about it.
  test('no column with text in it is forgotten', () => {
    assert.deepEqual(knownColumns().sort(), freeColumns().sort())
  })
})
