import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { failScheduled } from '#features/scheduled/fail-scheduled.ts'
import { reschedule } from '#features/scheduled/reschedule.ts'
import { rewriteScheduled } from '#features/scheduled/rewrite-scheduled.ts'
import { unschedule } from '#features/scheduled/unschedule.ts'
import { scheduledBy } from '#features/scheduled/scheduled.queries.ts'
import { accountStatusIds } from '#features/timelines/account-status-ids.ts'
import { assertSound, axeFindings, openBrowser, openTab, type Tab } from './browser.ts'
import { openScene, type Scene } from './scene.ts'

const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16)

for (const javaScript of [true, false])
  suite(`a post for later with JavaScript ${javaScript ? 'on' : 'off'}`, () => {
    let scene: Scene
    let browser: Browser
    let tab: Tab
    let page: Page
    before(async () => {
      scene = await openScene()
      browser = await openBrowser()
      tab = await openTab(browser, scene.web, { as: scene.ada, javaScript, width: 360 })
      page = tab.page
    })
    after(async () => {
      await browser.close()
      await scene.web.close()
    })
    const waiting = async () => await scheduledBy(scene.web.site.store.read, scene.ada.accountId, { limit: 40 })
    const due = async () => (await waiting()).map(({ dueAt }) => iso(dueAt))
    const published = async () => await accountStatusIds(scene.web.site, scene.ada, scene.ada.accountId, { limit: 40 })
    const send = async () => await page.locator('.sendbar button').click()
    const said = async () => (await page.locator('[role=status]:not(:empty)').first().textContent())?.trim()
    const begin = async (text: string, at: string) => {
      await page.goto('/publish?open=later')
      await page.getByLabel('Your post').fill(text)
      await page.getByLabel('Publish it at the time below').check()
      await page.getByLabel('Day and time').fill(at)
    }

    test('waits in the list for its moment by the clock of the person', async () => {
      await begin('News at noon', '2026-11-26T12:00')
      assert.match(await page.locator('#later-zone').innerText(), /Europe\/Berlin/)
      assert.ok(await page.getByRole('button', { name: 'Publish at that time' }).isVisible())
      await send()
      await page.locator('.later li', { hasText: 'News at noon' }).waitFor()
      assert.equal(await said(), 'The post waits for its time.')
      assert.match(await page.locator('.later h2').innerText(), /November 26, 2026.*12:00/)
      assert.deepEqual(await due(), ['2026-11-26T11:00'])
      assert.deepEqual(await published(), [])
    })

    test('is refused with everything typed when its time is past, too near, or missing', async () => {
      for (const [at, words] of [
        ['2026-11-24T08:59', /five minutes/],
        ['2026-11-24T09:04', /five minutes/],
        ['', /Choose a day and a time/],
      ] as const) {
        await begin('Too early', at)
        await send()
        await page.locator('#later-fault').waitFor()
        assert.match(await page.locator('#later-fault').innerText(), words)
        assert.equal(await page.getByLabel('Your post').inputValue(), 'Too early')
        assert.equal(await page.getByLabel('Day and time').inputValue(), at)
        if (javaScript) assert.equal(await page.evaluate('document.activeElement.id'), 'later-at')
      }
      if (javaScript) assert.deepEqual(await axeFindings(page), [])
      assert.equal((await waiting()).length, 1)
      assert.deepEqual(await published(), [])
      if (javaScript) await page.getByRole('link', { name: 'Cancel' }).click()
    })

    test('of a night when the clocks change says so, and asks which of two is meant', async () => {
      await begin('In the night', '2027-03-28T02:30')
      await send()
      await page.locator('#later-fault', { hasText: 'left out' }).waitFor()
      await page.getByLabel('Day and time').fill('2027-10-31T02:30')
      await send()
      await page.locator('#later-fault', { hasText: 'comes twice' }).waitFor()
      if (javaScript) assert.deepEqual(await axeFindings(page), [])
      await page.getByRole('radio', { name: 'GMT+1' }).check()
      await send()
      await page.locator('.later li', { hasText: 'In the night' }).waitFor()
      assert.ok((await due()).includes('2027-10-31T01:30'))
    })

    test('a time without its tick is later all the same', async () => {
      await page.goto('/publish?open=later')
      await page.getByLabel('Your post').fill('Not before Friday')
      await page.getByLabel('Day and time').fill('2026-11-27T08:00')
      if (javaScript) assert.ok(await page.getByLabel('Publish it at the time below').isChecked())
      await send()
      await page.locator('.later li', { hasText: 'Not before Friday' }).waitFor()
      assert.deepEqual(await published(), [])
    })

    test('gets another time, and says what is wrong with one', async () => {
      await page.goto('/scheduled')
      assert.deepEqual(await page.locator('.later .text').allInnerTexts(), ['News at noon', 'Not before Friday', 'In the night'])
      const row = page.locator('.later li', { hasText: 'Not before Friday' })
      await row.getByRole('link', { name: 'Change the time' }).click()
      await page.getByRole('heading', { name: 'Another time' }).waitFor()
      assert.equal(await page.getByLabel('Day and time').inputValue(), '2026-11-27T08:00')
      await page.getByLabel('Day and time').fill('2026-11-24T09:01')
      await send()
      await page.locator('#later-fault', { hasText: 'five minutes' }).waitFor()
      if (javaScript) assert.deepEqual(await axeFindings(page), [])
      await page.getByLabel('Day and time').fill('2026-11-25T08:00')
      await send()
      await row.waitFor()
      assert.deepEqual(await page.locator('.later .text').allInnerTexts(), ['Not before Friday', 'News at noon', 'In the night'])
      assert.ok((await due()).includes('2026-11-25T07:00'))
    })

    test('is changed in the composer, and the old one goes only then', async () => {
      await page.goto('/scheduled')
      await page.locator('.later li', { hasText: 'News at noon' }).getByRole('link', { name: 'Change the post' }).click()
      await page.getByRole('heading', { name: 'Change a post that waits' }).waitFor()
      assert.equal(await page.getByLabel('Your post').inputValue(), 'News at noon')
      assert.equal(await page.getByLabel('Day and time').inputValue(), '2026-11-26T12:00')
      assert.equal((await waiting()).length, 3)
      await page.getByLabel('Your post').fill('News at noon, corrected')
      await send()
      await page.locator('.later li', { hasText: 'corrected' }).waitFor()
      assert.deepEqual((await waiting()).map(({ wish }) => wish.text).toSorted(), [
        'In the night',
        'News at noon, corrected',
        'Not before Friday',
      ])
    })

    test('that is gone meanwhile is not published twice: its words come back', async () => {
      const [row] = (await waiting()).filter(({ wish }) => wish.text.includes('corrected'))
      await page.goto(`/publish?scheduled=${row!.id}`)
      await unschedule(scene.web.site, scene.ada, row!.id)
      await assert.rejects(
        rewriteScheduled(scene.web.site, scene.ada, { insteadOf: row!.id, wish: row!.wish, dueAt: null }),
        /waits no more/,
      )
      await page.getByLabel('Your post').fill('Too late for this')
      await send()
      await page.locator('[role=alert]', { hasText: 'waits no more' }).waitFor()
      assert.equal(await page.getByLabel('Your post').inputValue(), 'Too late for this')
      assert.deepEqual(await published(), [])
      if (javaScript) await page.getByRole('link', { name: 'Cancel' }).click()
    })

    test('is deleted after one question', async () => {
      await page.goto('/scheduled')
      await page.locator('.later li', { hasText: 'In the night' }).getByRole('link', { name: 'Delete it' }).click()
      await page.getByRole('heading', { name: 'Delete this post?' }).waitFor()
      assert.equal(await page.locator('.said').innerText(), 'In the night')
      await page.getByRole('button', { name: 'Delete it' }).click()
      await page.waitForURL(/\/scheduled$/)
      assert.deepEqual(
        (await waiting()).map(({ wish }) => wish.text),
        ['Not before Friday'],
      )
    })

    test('that could not be published says why, and its time is to be chosen anew', async () => {
      const { site, clock } = scene.web
      await reschedule(site, scene.ada, (await waiting())[0]!.id, clock.now() + 300_000)
      clock.advance(300_000)
      const [row] = await waiting()
      await failScheduled(site, row!, 'not_found')
      await page.goto('/scheduled')
      const post = page.locator('.later .failed')
      assert.match(await post.innerText(), /Not published/)
      assert.match(await post.innerText(), /was not there for you any more/)
      if (javaScript) assert.deepEqual(await axeFindings(page), [])
      await post.getByRole('link', { name: 'Change the time' }).click()
      await page.getByRole('heading', { name: 'Another time' }).waitFor()
      assert.equal(await page.getByLabel('Day and time').inputValue(), '')
      await page.getByLabel('Day and time').fill('2026-11-27T08:00')
      await send()
      await page.locator('.later li:not(.failed)').waitFor()
      assert.equal((await waiting())[0]!.failedAt, null)
    })

    // SEC:V5
    test('of somebody else is not to be had, and nothing broke the policy', async () => {
      const [row] = await waiting()
      const other = await openTab(browser, scene.web, { as: scene.ben, javaScript })
      for (const path of [`/scheduled/${row!.id}`, `/scheduled/${row!.id}/delete`, `/publish?scheduled=${row!.id}`])
        assert.equal((await other.page.goto(path))?.status(), 404, path)
      await other.page.goto('/scheduled')
      await other.page.getByText('Nothing waits').waitFor()
      if (javaScript) assert.deepEqual(await axeFindings(other.page), [])
      assertSound(other)
      await other.context.close()
      assertSound(tab)
    })
  })
