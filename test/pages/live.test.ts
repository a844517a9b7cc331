import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, suite, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { Viewer } from '#base/viewer.ts'
import { sessionCookie } from '#features/signin/session-life.ts'
import { killOtherSessions } from '#features/signin/kill-session.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { makePerson, makeSession } from '../people.ts'
import { until } from '../until.ts'
import { openScene, type Scene, write } from './scene.ts'

suite('the socket of an open page', () => {
  let scene: Scene
  before(async () => {
    scene = await openScene()
  })
  after(async () => await scene.web.close())

  interface Line {
    ws: WebSocket
    heard: { id: string; html?: string; reset?: boolean }[]
    /** Waits until something is heard that fits. */
    hears(fits: (m: { html?: string; reset?: boolean }) => boolean): Promise<{ html?: string }>
    closed: Promise<number>
  }
  async function connect(cookie: string, o: { origin?: string } = {}): Promise<Line> {
    const { url } = scene.web
    const ws = new WebSocket(`${url.replace('http', 'ws')}/live`, {
      origin: o.origin ?? url,
      headers: { cookie: `${sessionCookie}=${cookie}` },
    })
    const heard: Line['heard'] = []
    ws.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString())))
    const closed = new Promise<number>((resolve) => ws.on('close', resolve))
    await once(ws, 'open')
    const hears: Line['hears'] = async (fits) =>
      await until(
        () => heard.find(fits),
        () => `a message, after ${JSON.stringify(heard)},`,
      )
    return { ws, heard, hears, closed }
  }
  const open = async (who: Viewer, o: { channels?: string; shown?: number[]; after?: string; waiting?: number } = {}) => {
    const line = await connect(await makeSession(scene.web.site, who))
    await scene.web.site.events.catchUp()
    const ask = {
      channels: o.channels ?? 'home',
      after: o.after ?? scene.web.site.events.position(),
      shown: (o.shown ?? []).map(String),
      waiting: o.waiting ?? 0,
    }
    line.ws.send(JSON.stringify(ask))
    await wait(50)
    return line
  }
  const has = (text: string) => (m: { html?: string }) => m.html?.includes(text) ?? false

  test('brings a new post ready to be shown, and the number that wait', async () => {
    const line = await open(scene.ada, { waiting: 2 })
    const id = await write(scene.web.site, scene.ben, 'fresh <b>bread</b>')
    const { html } = await line.hears(has('fresh'))
    assert.match(
      html!,
      new RegExp(`<turbo-stream action="prepend" target="waiting"><template>\\s*<article class="post[^>]* id="post-${id}"`),
    )
    assert.match(html!, /fresh &lt;b&gt;bread/)
    assert.match(html!, /3 new posts/)
    line.ws.close()
  })

  test('brings what came while nobody was connected, once and in order', async () => {
    await scene.web.site.events.catchUp()
    const position = scene.web.site.events.position()
    await write(scene.web.site, scene.ben, 'missed one')
    await write(scene.web.site, scene.ben, 'missed two')
    const line = await open(scene.ada, { after: position })
    await line.hears(has('missed two'))
    await write(scene.web.site, scene.ben, 'not missed')
    await line.hears(has('not missed'))
    assert.deepEqual(
      line.heard.map((m) => /missed one|missed two|not missed/.exec(m.html!)?.[0]),
      ['missed one', 'missed two', 'not missed'],
    )
    line.ws.close()
  })

  test('tells a page that slept too long to read itself again', async () => {
    const line = await open(scene.ada, { after: '0-0' })
    await write(scene.web.site, scene.ben, 'much later')
    await line.hears((m) => m.reset === true || has('much later')(m))
    line.ws.close()
  })

  test('changes and removes what the page shows, and says nothing of other posts', async () => {
    const shown = await write(scene.web.site, scene.ben, 'shown')
    const other = await write(scene.web.site, scene.ben, 'other')
    const line = await open(scene.ada, { shown: [shown] })
    await editStatus(scene.web.site, scene.ben, other, { text: 'other words' })
    await editStatus(scene.web.site, scene.ben, shown, { text: 'shown words' })
    assert.match((await line.hears(has('shown words'))).html!, new RegExp(`action="replace" target="post-${shown}" method="morph"`))
    await deleteStatus(scene.web.site, scene.ben, other)
    await deleteStatus(scene.web.site, scene.ben, shown)
    await line.hears(has(`<turbo-stream action="remove" target="post-${shown}"></turbo-stream>`))
    assert.equal(line.heard.some(has(String(other))), false)
    line.ws.close()
  })

  test('reads a thread again when a post in it is changed', async () => {
    const shown = await write(scene.web.site, scene.ben, 'lead')
    const line = await open(scene.ada, { channels: 'posts', shown: [shown] })
    await write(scene.web.site, scene.ben, 'not for this page')
    await editStatus(scene.web.site, scene.ben, shown, { text: 'lead, changed' })
    await line.hears((m) => m.reset === true)
    assert.equal(line.heard.length, 1)
    line.ws.close()
  })

  // SEC:C1
  test('is refused to other origins, and to whoever has no session', async () => {
    const cookie = await makeSession(scene.web.site, scene.ada)
    for (const origin of ['https://evil.example', 'null', `${scene.web.url}.evil.example`])
      await assert.rejects(connect(cookie, { origin }), /40[13]/)
    await assert.rejects(connect('x'.repeat(43)), /40[13]/)
  })

  // SEC:D16
  test('is closed on words that it does not know, and open at most twenty times for one session', async () => {
    for (const words of ['{', '[]', '{"channels":"all","after":"0-0","shown":[],"waiting":0}', 'x'.repeat(5000)]) {
      const line = await connect(await makeSession(scene.web.site, scene.ada))
      line.ws.send(words)
      assert.ok([1008, 1009].includes(await line.closed))
    }
    const cookie = await makeSession(scene.web.site, await makePerson(scene.web.site, 'tabs'))
    const lines = await Promise.all(Array.from({ length: 20 }, async () => await connect(cookie)))
    await assert.rejects(connect(cookie), /429/)
    for (const line of lines) line.ws.close()
  })

  // SEC:V9 SEC:C5
  test('ends with its session, and says so', async () => {
    const gone = await makePerson(scene.web.site, 'gone')
    const line = await open(gone)
    await scene.web.site.store.tx(async (db) => await killOtherSessions(scene.web.site, db, gone.personId, 0))
    assert.equal(await line.closed, 4401)
  })
})
