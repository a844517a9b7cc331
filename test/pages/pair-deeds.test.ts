import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { assertSound, openLive } from './browser.ts'
import { openPair, type Pair, type Side } from './pair-scene.ts'
import { write } from './scene.ts'

/** The pages on which a post of the other stands, by what they are. */
type Watched = Record<'home' | 'profile' | 'thread' | 'tag' | 'list', Page>

const directions = [
  ['ada', 'ben'],
  ['ben', 'ada'],
] as const

// SEC:B2: also nothing of what comes in breaks the policy (`assertSound`).
suite('two people in two browsers on two web processes', () => {
  let pair: Pair
  before(async () => {
    pair = await openPair()
  })
  after(async () => await pair.close())

  const post = (page: Page, id: number) => page.locator(`#post-${id}`)
  /** Types a post at home, as a person does, and answers its id. */
  async function say(by: Side, text: string): Promise<number> {
    await by.page.goto('/home')
    await by.page.getByLabel('Your post').fill(text)
    await by.page.getByRole('button', { name: 'Post', exact: true }).click()
    const there = by.page.locator('article.post', { hasText: text }).first()
    await there.waitFor()
    return Number((await there.getAttribute('id'))!.slice(5))
  }
  async function watch(side: Side, paths: Record<string, string>): Promise<Record<string, Page>> {
    const open: Record<string, Page> = {}
    for (const [name, path] of Object.entries(paths)) {
      const page = await side.tab.context.newPage()
      await openLive(page, path)
      // Gone if the document is loaded anew: whatever is seen came without it.
      await page.evaluate('globalThis.stayed = true')
      open[name] = page
    }
    return open
  }
  async function unwatch(open: Record<string, Page>) {
    for (const [name, page] of Object.entries(open)) {
      assert.equal(await page.evaluate('globalThis.stayed'), true, `${name} was loaded anew`)
      await page.close()
    }
  }
  const says = async (where: Locator, text: string | RegExp) => await where.filter({ hasText: text }).first().waitFor()

  for (const [from, to] of directions) {
    test(`${to} sees on five pages what ${from} posts, changes and deletes`, { timeout: 180_000 }, async () => {
      const [by, reader] = [pair[from], pair[to]]
      const first = await say(by, `The ferry to #hafen${from} leaves at nine`)
      const pages = (await watch(reader, {
        home: '/home',
        profile: `/@${from}`,
        thread: `/@${from}/${first}`,
        tag: `/tags/hafen${from}`,
        list: reader.list,
      })) as Watched
      for (const page of Object.values(pages)) await post(page, first).waitFor()

      const second = await say(by, `And the next one from #hafen${from} at ten`)
      for (const page of [pages.home, pages.profile, pages.tag, pages.list]) {
        assert.equal(await post(page, second).isVisible(), false)
        await page.getByRole('link', { name: '1 new post' }).click()
        await says(post(page, second), 'the next one')
      }

      await by.page.goto(`/posts/${first}/edit`)
      await by.page.getByLabel('Your post').fill(`The ferry to #hafen${from} leaves at half past nine`)
      await by.page.getByRole('button', { name: 'Save the change' }).click()
      await by.page.waitForURL(`**/@${from}/${first}`)
      for (const page of Object.values(pages)) await says(post(page, first), 'half past nine')

      await by.page.goto(`/posts/${first}/delete`)
      await by.page.getByRole('button', { name: 'Delete it' }).click()
      await by.page.waitForURL('**/home')
      for (const name of ['home', 'profile', 'tag', 'list'] as const) await post(pages[name], first).waitFor({ state: 'detached' })
      await says(post(pages.thread, first), 'This post is no longer here.')
      await unwatch(pages)
    })

    test(
      `${to} sees what ${from} does with posts: favourite, boost, vote, answer, and that it is taken back`,
      { timeout: 180_000 },
      async () => {
        const [by, reader] = [pair[from], pair[to]]
        const { site } = pair.own
        const [own, asked] = [
          await write(site, reader.who, `A question of ${to}`),
          await write(site, reader.who, `Tea or coffee, ${from}?`, {
            poll: { options: ['Tea', 'Coffee'], multiple: false, hideTotals: false, lasts: 3600 },
          }),
        ]
        const pages = await watch(reader, { home: '/home', thread: `/@${to}/${own}`, profile: `/@${to}` })
        const everywhere = async (what: string, n: number) => {
          for (const page of Object.values(pages))
            await page.locator(`#${what}-${own}${n ? '' : ':not(:has(.n))'}`, n ? { hasText: String(n) } : {}).waitFor()
        }
        await by.page.goto(`/@${to}/${own}`)
        for (const [name, what] of [
          ['Favourite', 'favourite'],
          ['Boost', 'boost'],
        ] as const) {
          const button = by.page.locator(`#${what}-${own}`)
          assert.match((await button.innerText()).trim(), new RegExp(name))
          await button.click()
          await everywhere(what, 1)
          await by.page.locator(`#${what}-${own}[aria-pressed=true]`).click()
          await everywhere(what, 0)
        }
        await by.page.goto(`/@${to}/${asked}`)
        await by.page.getByText('Coffee', { exact: true }).click()
        await by.page.getByRole('button', { name: 'Vote' }).click()
        for (const name of ['home', 'profile']) await says(post(pages[name]!, asked), '1 person voted')

        await by.page.goto(`/publish?in_reply_to=${own}`)
        await by.page.getByLabel('Your post').fill(`@${to} an answer of ${from}`)
        await by.page.locator('.sendbar button').click()
        await by.page.locator('.replies article', { hasText: 'an answer of' }).waitFor()
        await pages['thread']!.getByRole('link', { name: '1 new answer' }).click()
        await pages['thread']!.locator('.replies article', { hasText: `an answer of ${from}` }).waitFor()
        await unwatch(pages)
      },
    )

    test(`what ${from} passes on comes to ${to}, and goes when it is taken back`, { timeout: 180_000 }, async () => {
      const [by, reader] = [pair[from], pair[to]]
      const { site } = pair.own
      const strange = await write(site, pair.strangers[from === 'ada' ? 0 : 1], `Of somebody whom ${to} does not follow`)
      const pages = await watch(reader, { home: '/home', list: reader.list, profile: `/@${from}` })
      await by.page.goto(`/posts/${strange}`)
      await by.page.locator(`#boost-${strange}`).click()
      await by.page.locator(`#boost-${strange}[aria-pressed=true]`).waitFor()
      for (const name of ['home', 'list', 'profile']) {
        await pages[name]!.getByRole('link', { name: '1 new post' }).click()
        await says(post(pages[name]!, strange), `${from} boosted`)
      }
      await by.page.locator(`#boost-${strange}`).click()
      await by.page.locator(`#boost-${strange}[aria-pressed=false]`).waitFor()
      for (const name of ['home', 'list', 'profile']) await post(pages[name]!, strange).waitFor({ state: 'detached' })
      await unwatch(pages)
    })
  }

  for (const [from, to] of directions) {
    test(`${to} is told that ${from} follows and names them`, { timeout: 180_000 }, async () => {
      const [by, reader] = [pair[from], pair[to]]
      await reader.page.goto('/notifications')
      await by.page.goto(`/@${to}`)
      await by.page.getByRole('button', { name: /^Following/ }).click()
      await by.page.getByRole('button', { name: `Follow ${to}` }).waitFor()
      const pages = await watch(reader, { told: '/notifications', elsewhere: '/settings/appearance' })
      await by.page.getByRole('button', { name: `Follow ${to}` }).click()
      await by.page.getByRole('button', { name: /^Following/ }).waitFor()
      await pages['elsewhere']!.locator('#count-notifications', { hasText: /^1/ }).waitFor()
      await pages['told']!.getByRole('link', { name: '1 new notification' }).waitFor()
      await say(by, `@${to} have you seen it?`)
      await pages['elsewhere']!.locator('#count-notifications', { hasText: /^2/ }).waitFor()
      await pages['told']!.getByRole('link', { name: '2 new notifications' }).click()
      await pages['told']!.locator('.notes .new', { hasText: 'have you seen it?' }).waitFor()
      await pages['elsewhere']!.locator('#count-notifications:not(:has(.num))').waitFor({ state: 'attached' })
      await unwatch(pages)
    })
  }

  test('both see the end of a poll when its time has run out', { timeout: 180_000 }, async () => {
    const { site, clock } = pair.own
    clock.set(Date.now() - 295_000)
    const asked = await write(site, pair.ada.who, 'Closing soon', {
      poll: { options: ['Now', 'Never'], multiple: false, hideTotals: false, lasts: 300 },
    })
    clock.set(Date.now())
    const pages = [await watch(pair.ada, { thread: `/@ada/${asked}` }), await watch(pair.ben, { thread: `/@ada/${asked}` })]
    for (const open of pages) {
      await says(post(open['thread']!, asked), 'Ended')
      await unwatch(open)
    }
  })

  test('nothing broke the policy, and nothing left the origin', () => {
    assertSound(pair.ada.tab)
    assertSound(pair.ben.tab)
  })
})
