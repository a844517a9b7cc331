import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { addToList } from '#features/lists/add-to-list.ts'
import { createList } from '#features/lists/create-list.ts'
import { block } from '#features/relationships/block.ts'
import { blockDomain } from '#features/relationships/block-domain.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { sessionCookie } from '#features/signin/session-life.ts'
import { bookmark } from '#features/statuses/bookmark.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { makePerson, makeSession } from '../people.ts'
import { assertSound, openBrowser, openTab, type Tab } from './browser.ts'
import { openScene, type Scene, write } from './scene.ts'

suite('one’s own data', () => {
  let scene: Scene
  let browser: Browser
  let tab: Tab
  let page: Page
  let post: number
  before(async () => {
    scene = await openScene()
    browser = await openBrowser()
    const { site } = scene.web
    const { ada, ben, cleo } = scene
    await follow(site, ada, ben.accountId, { reblogs: false, notify: true, languages: ['de', 'en'] })
    const { id } = await createList(site, ada, { title: 'Lift, and "stairs"', repliesPolicy: 'list', exclusive: false })
    await addToList(site, ada, id, [ben.accountId])
    await follow(site, cleo, ada.accountId)
    const dan = await makePerson(site, 'dan')
    await mute(site, ada, dan.accountId, { hideNotifications: false })
    await block(site, ada, (await makePerson(site, 'eve')).accountId)
    await blockDomain(site, ada, 'social.partner.example')
    post = await write(site, ben, 'to be kept')
    await bookmark(site, ada, post)
    tab = await openTab(browser, scene.web, { as: ada, javaScript: false })
    page = tab.page
  })
  after(async () => {
    await browser.close()
    await scene.web.close()
  })
  const take = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()])
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
  }

  test('is taken along as tables with the columns of Mastodon’s files', async () => {
    await page.goto('/settings/data')
    const host = new URL(scene.web.url).host
    const company = `company@${host}`
    const tables: [string, string, string][] = [
      [
        'CSV Whom you follow',
        'following_accounts.csv',
        `Account address,Show boosts,Notify on new posts,Languages\nben@${host},false,true,"de, en"\n${company},true,false,\n`,
      ],
      ['CSV Who follows you', 'followers.csv', `Account address\ncleo@${host}\n`],
      ['CSV Your lists', 'lists.csv', `"Lift, and ""stairs""",ben@${host}\n`],
      ['CSV Whom you muted', 'muted_accounts.csv', `Account address,Hide notifications\ndan@${host},false\n`],
      ['CSV Whom you blocked', 'blocked_accounts.csv', `eve@${host}\n`],
      ['CSV Which servers you blocked', 'blocked_domains.csv', 'social.partner.example\n'],
      ['CSV Your bookmarks', 'bookmarks.csv', `${scene.web.url}/ap/users/${scene.ben.accountId}/statuses/${post}\n`],
    ]
    for (const [link, name, text] of tables) assert.deepEqual(await take(link), { name, text }, name)
  })

  // SEC:V6
  test('is asked for as an archive, made by the worker, and handed to nobody else', async () => {
    await page.goto('/settings/data')
    await page.getByRole('button', { name: 'Make an archive' }).click()
    await page.locator('[role=status]', { hasText: 'The archive is being made.' }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Make an archive' }).count(), 0)
    await page.getByText('It is being made.').waitFor()
    await drainJobs(scene.web.site, jobs)
    await page.reload()
    const href = await page.getByRole('link', { name: 'Download' }).getAttribute('href')
    const archive = await take('Download')
    assert.match(archive.name, /^archive-\d+\.zip$/)
    assert.equal(archive.text.slice(0, 2), 'PK')
    const asked = async (cookie: string) => await fetch(scene.web.url + href, { headers: { cookie }, redirect: 'manual' })
    const own = await asked(`${sessionCookie}=${await makeSession(scene.web.site, scene.ada)}`)
    assert.deepEqual(
      [own.status, own.headers.get('cache-control'), own.headers.get('x-content-type-options')],
      [200, 'no-store', 'nosniff'],
    )
    assert.equal((await asked(`${sessionCookie}=${await makeSession(scene.web.site, scene.ben)}`)).status, 404)
    assert.equal((await asked('')).status, 303)
  })

  test('cannot be asked for twice in a week, also not by an old page', async () => {
    const cookie = `${sessionCookie}=${await makeSession(scene.web.site, scene.ada)}`
    const html = await (await fetch(`${scene.web.url}/settings/profile`, { headers: { cookie } })).text()
    const csrf = /name="csrf" value="([^"]+)"/.exec(html)![1]!
    const headers = { cookie, origin: scene.web.url }
    const answer = await fetch(`${scene.web.url}/settings/data/archive`, { method: 'POST', headers, body: new URLSearchParams({ csrf }) })
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /You have asked for one within the last week/)
  })

  test('nothing of all this broke the policy or left our origin', () => assertSound(tab))
})
