import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { makePerson, makeToken } from '../people.ts'
import { freePort } from '../postgres.ts'
import { testSite } from '../site.ts'
import { openSocket, type Socket } from '../api/stream-client.ts'
import { healthy, startProcess } from './server.ts'

const kills = 6

test(
  `${kills} times kill -9 under a listening app that goes to the other process: it hears every post, in order`,
  { timeout: 400_000 },
  async () => {
    const ports = [await freePort(), await freePort()]
    const urls = ports.map((port) => `http://localhost:${port}`)
    const { site, data, databaseUrl, close } = await testSite({ config: { url: urls[0]! }, at: Date.now() })
    after(close)
    const author = await makePerson(site, 'writer')
    const [writing, listening] = [await makeToken(site, author), await makeToken(site, author)]
    const start = (i: number) =>
      startProcess('web', {
        ATRIUM_URL: urls[0]!,
        ATRIUM_DATA: data,
        ATRIUM_LISTEN__PORT: String(ports[i]),
        ATRIUM_LISTEN__HOST: '127.0.0.1',
        ATRIUM_LIMITS__ENABLED: 'false',
        ATRIUM_LOG__LEVEL: 'error',
        DATABASE_URL: databaseUrl,
      })
    const webs = [start(0), start(1)]
    const failed = new AbortController()
    let posting = true
    after(async () => {
      posting = false
      failed.abort()
      for (const web of webs) await web.kill()
    })
    await Promise.all(webs.map(async (web, i) => await healthy(urls[i]!, web)))

    // The app: one socket at a time; where it breaks off, the next goes to the other process.
    const heard: string[] = []
    let at = 0
    let socket: Socket | undefined
    const listen = async () => {
      for (; !failed.signal.aborted && posting; at = 1 - at) {
        const open = await openSocket(urls[at]!, { query: 'stream=user', header: listening }).catch(() => undefined)
        if (!open || !('frames' in open)) continue
        socket = open
        let read = 0
        const take = () => {
          for (const { event, payload } of open.frames.slice(read))
            if (event === 'update') heard.push((JSON.parse(payload!) as { id: string }).id)
          read = open.frames.length
        }
        while (open.closed === undefined && posting) {
          take()
          await sleep(10)
        }
        take()
      }
    }
    // The writer: through whatever process answers, each post until it is acknowledged.
    const written: string[] = []
    const write = async () => {
      for (let n = 0; posting; n++)
        for (let i = n; posting || n === 0; i++) {
          const headers = { authorization: `Bearer ${writing}`, 'content-type': 'application/json', 'idempotency-key': `post-${n}` }
          const body = JSON.stringify({ status: `post ${n}` })
          const answer = await fetch(`${urls[i % 2]!}/api/v1/statuses`, { method: 'POST', headers, body }).catch(() => undefined)
          const json = answer?.status === 200 ? ((await answer.json().catch(() => undefined)) as { id: string } | undefined) : undefined
          if (json) {
            written.push(json.id)
            await sleep(20)
            break
          }
          await sleep(20)
        }
    }
    const listener = listen()
    for (const end = Date.now() + 60_000; !socket && Date.now() < end;) await sleep(20)
    // Its first subscription is no return: what is posted before it is noted is not missed.
    await sleep(1000)
    const writer = write()
    for (let kill = 0; kill < kills; kill++) {
      await sleep(300 + kill * 400)
      const dying = at
      await webs[dying]!.kill()
      for (const end = Date.now() + 60_000; at === dying && Date.now() < end;) await sleep(20)
      webs[dying] = start(dying)
      await healthy(urls[dying]!, webs[dying])
    }
    const enough = written.length
    for (const end = Date.now() + 60_000; !heard.includes(written[enough - 1]!) && Date.now() < end;) await sleep(20)
    posting = false
    await Promise.all([listener, writer])
    const expected = written.slice(0, enough)
    const first = [...new Set(heard)].filter((id) => expected.includes(id))
    assert.ok(enough > kills * 5, `only ${enough} posts were written`)
    assert.deepEqual(first, expected)
    await socket?.close()
  },
)
