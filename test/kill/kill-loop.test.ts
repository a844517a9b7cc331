import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { testCluster } from '../dialect.ts'
import { makePerson, makeToken } from '../people.ts'
import { freePort } from '../postgres.ts'
import { testSite } from '../site.ts'
import { halfWritten } from './half-written.ts'
import { createRandom } from './random.ts'
import { healthy, startProcess, type Victim } from './server.ts'

const kills = testCluster ? 20 : 100
const writers = 4

test(
  `${kills} times kill -9 under concurrent posting: no post is missing or doubled, each mention is told once`,
  { timeout: 800_000 },
  async () => {
    const port = await freePort()
    const url = `http://localhost:${port}`
    const { site, data, databaseUrl, clock, close } = await testSite({ config: { url }, at: Date.now() })
    after(close)
    const authors = await Promise.all(Array.from({ length: writers }, async (_, i) => await makePerson(site, `writer${i}`)))
    const reader = await makePerson(site, 'mentioned')
    const tokens = await Promise.all(authors.map(async (author) => await makeToken(site, author)))
    const env = {
      ATRIUM_URL: url,
      ATRIUM_DATA: data,
      ATRIUM_LISTEN__PORT: String(port),
      ATRIUM_LISTEN__HOST: '127.0.0.1',
      ATRIUM_LIMITS__ENABLED: 'false',
      ATRIUM_LOG__LEVEL: 'error',
      DATABASE_URL: databaseUrl,
    }

    const random = createRandom(20261123)
    const acknowledged = new Map<string, string>()
    let posting = true
    // A request that was begun is sent until it is acknowledged; only a failed test gives up.
    const failed = new AbortController()
    const write = async (token: string, name: string) => {
      for (let n = 0; posting; n++) {
        const key = `${name}-${n}`
        const body = JSON.stringify({ status: `${key} for @mentioned`, visibility: 'public' })
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key }
        while (!failed.signal.aborted) {
          const answer = await fetch(`${url}/api/v1/statuses`, { method: 'POST', headers, body }).catch(() => undefined)
          const json = answer?.status === 200 ? ((await answer.json().catch(() => undefined)) as { id: string } | undefined) : undefined
          if (json) {
            acknowledged.set(key, json.id)
            break
          }
          await sleep(20)
        }
      }
    }

    let web: (Victim & { said(): string }) | undefined
    let worker: Victim | undefined
    after(async () => {
      posting = false
      failed.abort()
      await web?.kill()
      await worker?.kill()
    })
    const posters = tokens.map(async (token, i) => await write(token, `post${i}`))
    for (let kill = 0; kill < kills; kill++) {
      web = startProcess('web', env)
      if (kill % 5 === 0) {
        await worker?.kill()
        worker = startProcess('worker', env)
      }
      await healthy(url, web)
      await sleep(random() * 400)
      await web.kill()
    }
    web = startProcess('web', env)
    await healthy(url, web)
    posting = false
    await Promise.all(posters)
    await web.kill()
    await worker?.kill()

    // The dead worker's leases have run out by then.
    clock.set(Date.now() + 600_000)
    await drainJobs(site, jobs)
    const found = await halfWritten(site, reader.accountId)
    assert.ok(acknowledged.size > kills, `only ${acknowledged.size} posts were acknowledged`)
    assert.deepEqual(found.faults, [])
    assert.deepEqual(new Map(found.posts.map((post) => [post.text.split(' ')[0], String(post.id)])), acknowledged)
    assert.equal(found.posts.length, acknowledged.size)
    assert.deepEqual(
      found.mentions.map((row) => row.statusId).sort((a, b) => a - b),
      found.posts.map((post) => post.id).sort((a, b) => a - b),
    )
  },
)
