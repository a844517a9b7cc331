import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, suite, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { answerIn } from '../api/oauth-browser.ts'
import { assertSound, axeFindings, openBrowser, openTab, type TabOptions } from './browser.ts'
import { openScene, type Scene } from './scene.ts'

/** A web app of another origin: opens the pop-up, and its callback hands the answer to whoever opened it. */
const webApp = () =>
  createServer((req, res) => {
    res.setHeader('content-type', 'text/html')
    if (req.method === 'POST') {
      let body = ''
      req.on('data', (chunk) => (body += String(chunk)))
      req.on('end', () => res.end(`<!doctype html><title>posted</title><pre>${body}</pre>`))
    } else if (req.url?.startsWith('/cb'))
      res.end('<!doctype html><title>called back</title><script>opener?.postMessage(location.href, "*")</script>')
    else res.end('<!doctype html><title>app</title>')
  }).listen(0, '127.0.0.1')

suite('letting an app in, in a browser', () => {
  let scene: Scene
  let browser: Browser
  let app: Server
  let elsewhere: string
  before(async () => {
    scene = await openScene()
    browser = await openBrowser()
    app = webApp()
    await once(app, 'listening')
    elsewhere = `http://127.0.0.1:${(app.address() as AddressInfo).port}`
  })
  after(async () => {
    await browser.close()
    app.close()
    await scene.web.close()
  })

  const authorize = async (name: string, redirect: string, more: Record<string, string> = {}) => {
    const scopes = 'read write follow push'
    const { json } = await scene.web
      .api()
      .post('/api/v1/apps', { body: { client_name: name, redirect_uris: redirect, scopes, website: 'https://app.example' } })
    const query = { response_type: 'code', client_id: json.client_id as string, redirect_uri: redirect, scope: scopes, ...more }
    return `/oauth/authorize?${new URLSearchParams(query).toString()}`
  }
  const tabOf = (o: TabOptions = {}) => openTab(browser, scene.web, { as: scene.ada, ...o })

  for (const scheme of ['light', 'dark'] as const)
    for (const width of [320, 1440])
      test(`every page is free of axe findings and violations, ${scheme} at ${width} px`, async () => {
        const tab = await tabOf({ scheme, width })
        const look = async (name: string) => {
          assert.deepEqual(await axeFindings(tab.page), [], name)
          const wide: number = await tab.page.evaluate('document.documentElement.scrollWidth')
          assert.ok(wide <= width, `${name} is ${wide} px wide`)
        }
        const asked = await authorize('Command line', 'urn:ietf:wg:oauth:2.0:oob', { force_login: 'true' })
        await tab.page.goto(asked)
        await look('consent')
        await tab.page.getByRole('button', { name: 'Let it in' }).click()
        await tab.page.waitForURL(/\/native\?code=/)
        await look('code')
        await tab.page.goto('/oauth/authorize?client_id=nobody')
        await look('fault')
        assertSound(tab)
        await tab.context.close()
      })

  for (const javaScript of [true, false])
    test(`a yes leads into the app’s scheme, ${javaScript ? 'with' : 'without'} scripts`, async () => {
      // SEC:B2
      const tab = await tabOf({ javaScript })
      await tab.page.goto(await authorize('IceCubesApp', 'icecubesapp://', { force_login: 'true' }))
      const answer = tab.page.waitForResponse((response) => response.request().method() === 'POST')
      await tab.page.getByRole('button', { name: 'Let it in' }).click({ noWaitAfter: true })
      assert.match((await (await answer).allHeaders())['location'] ?? '', /^icecubesapp:\/\/\?code=[\w-]{32}$/)
      if (javaScript) assertSound(tab)
      await tab.context.close()
    })

  test('a pop-up of another web client hands the code back to its opener', async () => {
    const tab = await tabOf()
    const asked = scene.web.url + (await authorize('Phanpy', `${elsewhere}/cb`, { force_login: 'true' }))
    await tab.page.goto(`${elsewhere}/`)
    const opened = tab.page.waitForEvent('popup')
    await tab.page.evaluate(
      `window.told = new Promise((resolve) => addEventListener('message', (e) => resolve(e.data)));window.open(${JSON.stringify(asked)})`,
    )
    const popUp = await opened
    await popUp.getByRole('button', { name: 'Let it in' }).click()
    const told: string = await tab.page.evaluate('window.told')
    assert.ok(told.startsWith(`${elsewhere}/cb?code=`))
    assert.deepEqual(
      tab.faults.filter((fault) => !fault.startsWith('left: ')),
      [],
    )
    await tab.context.close()
  })

  test('response_mode=form_post goes on by itself, and by its button without scripts', async () => {
    for (const javaScript of [true, false]) {
      const tab = await tabOf({ javaScript })
      const more = { force_login: 'true', response_mode: 'form_post', state: 'a b' }
      await tab.page.goto(await authorize('Poster', `${elsewhere}/cb`, more))
      await tab.page.getByRole('button', { name: 'Let it in' }).click()
      if (!javaScript) await tab.page.getByRole('button', { name: 'Go on' }).click()
      await tab.page.waitForURL(`${elsewhere}/cb`)
      const fields = answerIn(`?${await tab.page.locator('pre').innerText()}`)
      assert.match(fields.get('code') ?? '', /^[\w-]{32}$/)
      assert.equal(fields.get('state'), 'a b')
      await tab.context.close()
    }
  })
})
