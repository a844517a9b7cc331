import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { dismissAnnouncement } from '#features/announcements/dismiss-announcement.ts'
import { publishAnnouncement } from '#features/announcements/publish-announcement.ts'
import { putEmoji } from '#features/emojis/put-emoji.ts'
import { type Browser, browserAt, unescape } from '../../api/oauth-browser.ts'
import { makePerson, makeSession } from '../../people.ts'
import { asFile, quarters } from '../../pictures.ts'
import { startTestWeb, type TestWeb } from '../../web.ts'

const dateless = { startsAt: null, endsAt: null, allDay: false }

suite('announcements on the home page', () => {
  let t: TestWeb
  let lena: Viewer
  let browser: Browser
  before(async () => {
    t = await startTestWeb()
    lena = await makePerson(t.site, 'lena')
    browser = browserAt(t.url, await makeSession(t.site, lena))
  })
  after(async () => await t.close())

  const publish = async (text: string) => await publishAnnouncement(t.site, { text, language: 'en', ...dateless }, null)
  const forms = (html: string) => [...html.matchAll(/action="\/announcements\/(\d+)\/dismiss"/g)].map((found) => Number(found[1]))

  test('stand over it until they are read, by a form that works without scripts', async (c) => {
    assert.deepEqual(forms((await browser.get('/home')).html), [])
    await putEmoji(
      t.site,
      { shortcode: 'tada', path: asFile(c, Buffer.from(await quarters().png().toBuffer())), category: null },
      { replace: false, who: null },
    )
    const id = await publish('The <b>canteen</b> is open :tada:')
    const { html } = await browser.get('/home')
    assert.deepEqual(forms(html), [id])
    assert.ok(unescape(html).includes('The <b>canteen</b> is open <img class="emoji"'))
    assert.ok(!html.includes('<b>canteen</b>'))
    const [, address] = /<img class="emoji" src="([^"]*)"/.exec(html)!
    assert.equal((await fetch(t.url + address!)).status, 200)
    const csrf = /name="csrf" value="([^"]*)"/.exec(html)![1]!
    const path = `/announcements/${id}/dismiss`
    assert.equal((await browser.post(path, {})).status, 403)
    const gone = await browser.post(path, { csrf })
    assert.deepEqual([gone.status, gone.location], [303, '/home'])
    assert.deepEqual(forms((await browser.get('/home')).html), [])
    assert.equal((await browser.post('/announcements/4711/dismiss', { csrf })).status, 404)
    assert.match((await browserAt(t.url).post(path, {})).location, /^\/auth\/sign-in/)
  })

  test('are three at most, the oldest first, and on no older page', async () => {
    const ids = []
    for (let i = 0; i < 5; i++) ids.push(await publish(`Note ${i}`))
    assert.deepEqual(forms((await browser.get('/home')).html), ids.slice(0, 3))
    await dismissAnnouncement(t.site, lena, ids[1]!)
    assert.deepEqual(forms((await browser.get('/home')).html), [ids[0], ids[2], ids[3]])
    assert.deepEqual(forms((await browser.get(`/home?max_id=${ids[4]}`)).html), [])
  })
})
