import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import type { Leg } from './walk/legs.ts'
import { pairedSettings } from './walk/settings.ts'
import { arrive, dress, stand } from './walk/visit.ts'
import { WalkWindow } from './walk/window.ts'
import { openWorld, type World } from './walk/world.ts'

// A walk that finds nothing proves something only if it finds what is there.
suite('the walk finds', () => {
  let world: World
  let browser: Browser
  let window: WalkWindow
  const setting = { ...pairedSettings[0]!, motion: 'less' } as const
  const leg: Pick<Leg, 'path'> = { path: '/help' }
  before(async () => {
    ;[world, browser] = [await openWorld(), await openBrowser()]
    window = await WalkWindow.open(browser, world, 'employee', true)
    await dress(world, window, { walker: 'employee' }, setting)
  })
  after(async () => {
    await browser?.close()
    await world?.web.close()
  })

  /** What is wrong once this has run in a page that was sound. */
  async function faultsAfter(script: string): Promise<string[]> {
    assert.deepEqual(await arrive(window, leg, 'less'), [])
    await window.page.evaluate(script)
    await wait(200)
    return [...(await stand(window, 'less')), ...(await window.ask<string[]>('layout()')), ...(await window.axe())]
  }
  const append = (html: string) => `document.querySelector('main').insertAdjacentHTML('beforeend', ${JSON.stringify(html)})`
  const styled = (html: string, style: string) =>
    `${append(html)}; Object.assign(document.querySelector('main').lastElementChild.style, ${style})`

  const plants: [string, string, RegExp][] = [
    ['a box that is wider than the window', styled('<p>x</p>', `{ inlineSize: '9999px' }`), /scrolls sideways by/],
    [
      'text that its box cuts off',
      styled('<p>Several words</p>', `{ inlineSize: '2rem', overflow: 'hidden', whiteSpace: 'nowrap' }`),
      /is cut off/,
    ],
    [
      'text that runs out of its box',
      styled('<p>Several words</p>', `{ inlineSize: '2rem', whiteSpace: 'nowrap' }`),
      /runs out of its box/,
    ],
    ['text a letter to a line', styled(`<p>${'letters'.repeat(9)}</p>`, `{ inlineSize: '1rem' }`), /is squeezed/],
    ['a field without a label', append('<input name="x">'), /axe label /],
    ['letters that can hardly be read', styled('<p>Hardly</p>', `{ color: '#777', background: '#888' }`), /axe color-contrast/],
    ['a second heading of the page', append('<h1>Again</h1>'), /2 h1/],
    ['a request that leaves the house', append('<img alt="x" src="https://tracker.example/x.png">'), /left: https:\/\/tracker\.example/],
    ['what the policy forbids', append('<img alt="x" src="https://tracker.example/x.png">'), /console: .*Content Security Policy/],
    ['a line in the console', `console.error('it broke')`, /console: it broke/],
    ['a script that throws', `setTimeout(() => { throw new Error('thrown') })`, /error: thrown/],
    ['a picture that is not there', append('<img alt="x" src="/nowhere.png">'), /picture not loaded/],
    ['a word that no person wrote', append('<p>Hello undefined</p>'), /says undefined/],
    ['the key of a sentence', append('<p>home.title</p>'), /says the key home\.title/],
    ['a style in the markup', append('<p style="color: red">x</p>'), /inline style/],
    [
      'what moves although less motion is wanted',
      `document.querySelector('main').animate([{ opacity: 0.9 }, { opacity: 1 }], { duration: 60000 })`,
      /moves: /,
    ],
    ['a wrong language', `document.documentElement.lang = ''`, /lang is/],
  ]
  for (const [name, script, sign] of plants)
    test(name, async () => {
      const faults = await faultsAfter(script)
      assert.ok(
        faults.some((fault) => sign.test(fault)),
        faults.join('\n'),
      )
    })

  test('an answer that is not what the row says', async () => {
    const faults = await arrive(window, { path: '/@nobody' }, 'less')
    assert.deepEqual(faults, ['answers 404, not 200'])
  })
})
