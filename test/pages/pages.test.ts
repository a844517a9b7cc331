import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { registerApp } from '#features/oauth/register-app.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { newPhone } from '../features/webpush/scene.ts'
import { assertSound, axeFindings, openBrowser, openTab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

suite('every page', () => {
  let scene: Scene
  let browser: Browser
  let paths: string[]
  before(async () => {
    scene = await openScene()
    browser = await openBrowser()
    const { web, ada, ben, cleo } = scene
    const text = 'The reference solution is fresh. https://wiki.example/a/very/long/address/of/a/page #probes @ada'
    const lead = await write(web.site, ben, text)
    const mine = await write(web.site, ada, '@ben Lot 14 is blocked.', { replyToId: lead, audience: { kind: 'followers' } })
    await editStatus(web.site, ada, mine, { text: '@ben Lot 14 is blocked since 8:10.' })
    await write(web.site, cleo, 'A thumb after the third bolt', { replyToId: lead, warning: 'Blood, a little' })
    for (let i = 0; i < 22; i++) await write(web.site, ben, `Number ${i} of many, to fill a page and one more.`)
    await newPhone(web.site, { endpoint: (device) => `https://push.example/${device}` }, ada)
    const asked = { name: 'App', website: null, redirectUris: ['app://back'], scopes: ['read'] }
    const app = await registerApp(web.site, asked, '127.0.0.1')
    paths = [
      '/home',
      '/home?max_id=1',
      '/publish',
      `/publish?in_reply_to=${lead}`,
      `/@ben/${lead}`,
      `/@ada/${mine}`,
      `/@ada/${mine}/history`,
      `/posts/${mine}/edit`,
      `/posts/${mine}/delete`,
      '/@ben',
      '/@ada',
      '/@nobody',
      '/settings/sessions',
      '/settings/push',
      '/auth/sign-out',
      `/oauth/authorize?response_type=code&client_id=${app.clientId}&redirect_uri=app%3A%2F%2Fback&scope=read`,
    ]
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })

  const windows = [
    ['light', 320],
    ['dark', 768],
    ['light', 1440],
    ['dark', 360],
  ] as const
  for (const [scheme, width] of windows) {
    test(`is free of axe findings, policy violations and sideways scrolling, ${scheme} at ${width} px`, async () => {
      const tab = await openTab(browser, scene.web, { as: scene.ada, scheme, width })
      for (const path of paths) {
        await tab.page.goto(path)
        assert.deepEqual(await axeFindings(tab.page), [], path)
        const wide: number = await tab.page.evaluate('document.documentElement.scrollWidth')
        assert.ok(wide <= width, `${path} is ${wide} px wide`)
      }
      assertSound(tab)
      await tab.context.close()
    })
  }

  test('of sessions shows which phones are woken', async () => {
    const tab = await openTab(browser, scene.web, { as: scene.ada })
    await tab.page.goto('/settings/sessions')
    await tab.page.getByText('Cannot arrive: this server may not reach push.example').waitFor()
    await tab.context.close()
  })

  test('of the door is sound for whoever has not come in yet', async () => {
    const tab = await openTab(browser, scene.web)
    for (const path of ['/home', '/auth/sign-in', '/@nobody']) {
      await tab.page.goto(path)
      assert.deepEqual(await axeFindings(tab.page), [], path)
      assert.equal(await tab.page.getByRole('navigation').count(), 0, path)
    }
    assertSound(tab)
    await tab.context.close()
  })
})
