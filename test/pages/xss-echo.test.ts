import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { z } from 'zod'
import type { Page as Row } from '#http/page.ts'
import { openBrowser } from './browser.ts'
import { corpus, type HostileTab, openHostileTab } from './hostile.ts'
import { openScene, type Scene, write } from './scene.ts'

const { pageAreas } = await import('#processes/areas.ts')
const rows: readonly Row[] = pageAreas.flatMap(({ pages }) => pages)

interface Json {
  type?: string
  properties?: Record<string, Json>
  items?: Json
  anyOf?: Json[]
  additionalProperties?: Json | boolean
}

/** Names of the fields of a shape as forms write them: `poll[options][]`, `words[0][keyword]`. */
function fieldsOf(json: Json, name = ''): string[] {
  const [one = json] = json.anyOf?.filter((part) => part.properties ?? part.items) ?? []
  if (one.properties) return Object.entries(one.properties).flatMap(([key, part]) => fieldsOf(part, name === '' ? key : `${name}[${key}]`))
  if (one.items) return fieldsOf(one.items, one.items.properties ? `${name}[0]` : `${name}[]`)
  if (typeof one.additionalProperties === 'object') return fieldsOf(one.additionalProperties, `${name}[0]`)
  return name === '' ? [] : [name]
}
const fields = (shape: unknown) => fieldsOf(z.toJSONSchema(shape as z.ZodType, { io: 'input', unrepresentable: 'any' }) as Json)

// Derived from the tables of the pages: a parameter or a field that is new is tried without being named here. SEC:H10 SEC:H11
suite('what an address or a form carries is text in the answer', () => {
  let scene: Scene
  let browser: Browser
  let tab: HostileTab
  let id: number
  before(async () => {
    scene = await openScene()
    browser = await openBrowser()
    id = await write(scene.web.site, scene.ben, 'A post to press buttons at')
    tab = await openHostileTab(browser, scene, scene.ada)
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })

  /** An address of the row: with the corpus in its place, or with ids and names that are there. */
  const pathOf = ({ path }: Row, hostile: boolean) =>
    path.replaceAll(/[:*](\w+)/g, (_, name: string) =>
      hostile ? encodeURIComponent(corpus(150)) : name === 'user' ? 'ben' : name === 'name' ? 'pump' : String(id),
    )
  const pageOf = (row: Row) => (row.row.class ?? 'page') === 'page' || row.row.class === 'signin'
  const whole = { GET: [] as string[], POST: [] as string[] }

  test('of every page: its parameters, its names and ids', { timeout: 180_000 }, async () => {
    const wrong: string[] = []
    for (const row of rows.filter((one) => one.method === 'GET' && pageOf(one))) {
      const names = row.row.query ? fields(row.row.query) : []
      const query = new URLSearchParams([...names, 'back', 'to', 'q'].map((name) => [name, corpus(700)] as [string, string]))
      const addresses = [`${pathOf(row, false)}?${query.toString()}`]
      if (/[:*]/.test(row.path)) addresses.push(pathOf(row, true))
      for (const address of addresses) {
        // What is downloaded is no page.
        await tab.page.goto(address).catch((error: Error) => {
          if (!/Download is starting|ERR_ABORTED/.test(error.message)) throw error
        })
        whole.GET.push(address)
        wrong.push(...(await tab.findings()).map((one) => `${row.path}: ${one}`))
      }
    }
    assert.deepEqual(wrong, [])
    assert.ok(whole.GET.length > 60, String(whole.GET.length))
  })

  test('of every form: each of its fields, whether it is taken or comes back', { timeout: 180_000 }, async () => {
    const wrong: string[] = []
    const forms = rows.filter((one) => one.method === 'POST' && pageOf(one) && one.row.body)
    for (const row of forms) {
      const names = fields(row.row.body).filter((name) => name !== 'csrf')
      await tab.page.goto('/settings/language')
      // A page of its own sends it: what comes back is shown by the browser as after any form.
      const sent = { path: pathOf(row, false), fields: names.map((name) => [name, corpus(name === 'once' ? 20 : 400)]) }
      const script = `{
        const { path, fields } = ${JSON.stringify(sent)}
        const form = Object.assign(document.createElement('form'), { method: 'post', action: path })
        form.dataset.turbo = 'false'
        const csrf = document.querySelector('[name=csrf]')?.value ?? ''
        for (const [name, value] of [['csrf', csrf], ...fields]) form.append(Object.assign(document.createElement('textarea'), { name, value }))
        document.body.append(form)
        form.submit()
      }`
      const answer = tab.page.waitForResponse((one) => one.request().isNavigationRequest() && ![302, 303].includes(one.status()))
      const loaded = tab.page.waitForEvent('load')
      loaded.catch(() => undefined)
      await tab.page.evaluate(script).catch(() => undefined)
      // Without content the browser stays where it is.
      if ((await answer).status() !== 204) await loaded
      whole.POST.push(`${row.path}: ${names.join(' ')}`)
      wrong.push(...(await tab.findings()).map((one) => `${row.path}: ${one}`))
    }
    assert.deepEqual(wrong, [])
    assert.ok(forms.length > 20, String(forms.length))
    // The form token was right, so that forms were answered and not refused at the door.
    await tab.page.goto('/home')
    assert.equal(await tab.page.locator('nav.rail').count(), 1)
  })
})
