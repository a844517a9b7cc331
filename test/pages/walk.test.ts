import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { testCluster } from '../dialect.ts'
import { openBrowser } from './browser.ts'
import { cookiesOf, headFaults } from './walk/heads.ts'
import { type Leg, legsOf } from './walk/legs.ts'
import { walkers } from './walk/people.ts'
import { pairedSettings, settingText } from './walk/settings.ts'
import { states } from './walk/states.ts'
import { arrive, dress, stand } from './walk/visit.ts'
import { WalkWindow } from './walk/window.ts'
import { openWorld, type World } from './walk/world.ts'

// A sample of `npm run proof:full`: every page once for each person who may see it, each in another of the paired settings. What a page looks
// like is the same on both engines: on PostgreSQL every address is asked, and each eighth page looked at.
const every = testCluster ? 8 : 1

suite('a walk through every page', () => {
  let world: World
  let browser: Browser
  let legs: Leg[]
  before(async () => {
    ;[world, browser] = [await openWorld(), await openBrowser()]
    legs = legsOf(world)
  })
  after(async () => {
    await browser.close()
    await world.web.close()
  })

  test('every address answers each person as its row says, and is kept by browsers as long as it may', async () => {
    const cookies = await cookiesOf(world)
    const found: string[] = []
    for (const leg of legs)
      for (const fault of await headFaults(world, leg, cookies[leg.walker])) found.push(`${leg.walker} ${leg.path}: ${fault}`)
    assert.deepEqual(found, [])
  })

  for (const [offset, walker] of walkers.entries())
    test(`finds nothing wrong with what ${walker} sees`, async () => {
      const windows = new Map<boolean, WalkWindow>()
      for (const javaScript of [true, false]) windows.set(javaScript, await WalkWindow.open(browser, world, walker, javaScript))
      const found: string[] = []
      const pages = legs.filter((leg) => leg.page && leg.walker === walker)
      const stops = [
        ...pages.map((leg) => ({ name: leg.path, status: leg.status ?? 200, leg, state: undefined })),
        ...states
          .filter((one) => one.walker === walker)
          .map((state) => ({ name: state.name, status: state.status, leg: undefined, state })),
      ]
      for (const [i, { name, leg, state, status }] of stops.entries()) {
        if (i % every !== 0) continue
        const setting = pairedSettings[(i + offset * 3) % pairedSettings.length]!
        const window = windows.get(setting.javaScript)!
        await dress(world, window, { walker }, setting)
        const reached = state ? await state.reach(world, window) : status
        const faults = leg ? await arrive(window, leg, setting.motion) : await stand(window, setting.motion)
        if (reached !== status) faults.push(`answers ${reached}, not ${status}`)
        const wide = await window.page.evaluate('innerWidth')
        if (wide !== setting.wide.width) faults.push(`the window is ${String(wide)} px wide`)
        faults.push(...(await window.ask<string[]>('layout()')), ...(await window.axe()))
        for (const fault of faults) found.push(`${name} (${settingText(setting)}): ${fault}`)
      }
      for (const window of windows.values()) await window.close()
      assert.deepEqual(found, [])
    })
})
