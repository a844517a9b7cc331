import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Page } from 'playwright-core'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { assertSound, openLive } from './browser.ts'
import { openPair, type Pair } from './pair-scene.ts'
import { write } from './scene.ts'

suite('an open page whose line breaks catches up and loses nothing', () => {
  let pair: Pair
  before(async () => {
    pair = await openPair()
  })
  after(async () => await pair.close())

  /** What Ben does while Ada hears nothing, once she has seen three posts of his; then the page of hers has to show it. */
  async function missed(cut: () => Promise<void>, mend: () => Promise<void>): Promise<void> {
    const { site } = pair.own
    const { ada, ben } = pair
    const [stays, changes, goes] = [
      await write(site, ben.who, 'This stays'),
      await write(site, ben.who, 'This will change'),
      await write(site, ben.who, 'This will go'),
    ]
    const { page } = ada
    await openLive(page, '/home')
    await page.evaluate('globalThis.stayed = true')
    const post = (id: number) => page.locator(`#post-${id}`)
    for (const id of [stays, changes, goes]) await post(id).waitFor()
    await cut()
    const fresh: number[] = []
    for (const text of ['missed one', 'missed two']) fresh.push(await write(site, ben.who, text))
    await editStatus(site, ben.who, changes, { text: 'This has changed' })
    await deleteStatus(site, ben.who, goes)
    await favourite(site, ben.who, stays)
    await page.waitForTimeout(500)
    assert.equal(await post(changes).getByText('This will change').count(), 1, 'it heard of it although its line was cut')
    await mend()
    await page.getByRole('link', { name: '2 new posts' }).waitFor({ timeout: 60_000 })
    await post(changes).getByText('This has changed').waitFor()
    await post(goes).waitFor({ state: 'detached' })
    await page.locator(`#favourite-${stays}`, { hasText: '1' }).waitFor()
    fresh.push(await write(site, ben.who, 'heard again'))
    await page.getByRole('link', { name: '3 new posts' }).click()
    const top = await page.locator('#arrived .post').evaluateAll((all: { id: string }[]) => all.map((one) => one.id))
    assert.deepEqual(
      top,
      fresh.toReversed().map((id) => `post-${id}`),
    )
    assert.equal(await page.evaluate('globalThis.stayed'), true, 'the page was loaded anew')
    assertSound(ada.tab)
  }

  test('when its web process is killed and started again', { timeout: 180_000 }, async () => {
    await missed(pair.ada.kill, pair.ada.start)
  })

  test('when the wire is cut for a moment', { timeout: 180_000 }, async () => {
    const { way } = pair.ada
    await missed(
      async () => way.cut(),
      async () => way.mend(),
    )
  })

  test('when the network goes without a word, and the browser says that it is back', { timeout: 180_000 }, async () => {
    const { way, tab } = pair.ada
    await missed(
      async () => {
        way.freeze()
        await tab.context.setOffline(true)
      },
      async () => {
        way.mend()
        await tab.context.setOffline(false)
      },
    )
  })

  test('what somebody sends meanwhile is not lost either: the page says so and keeps the words', { timeout: 180_000 }, async () => {
    const { way, page } = pair.ada
    // Connections that died in silence would be tried first.
    way.cut()
    way.mend()
    await openLive(page, '/home')
    way.cut()
    await page.getByLabel('Your post').fill('Written in a tunnel')
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await said(page, /did not answer/)
    assert.equal(await page.getByLabel('Your post').inputValue(), 'Written in a tunnel')
    way.mend()
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await page.locator('article', { hasText: 'Written in a tunnel' }).first().waitFor()
    assert.equal(await page.locator('article', { hasText: 'Written in a tunnel' }).count(), 1)
  })

  const said = async (page: Page, words: RegExp) => await page.locator('#status', { hasText: words }).waitFor()
})
