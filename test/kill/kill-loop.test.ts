import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { testCluster } from '../dialect.ts'
import { makePerson, makeToken } from '../people.ts'
import { freePort } from '../postgres.ts'
import { testSite } from '../site.ts'
import { actOn, type Deed, deedKinds, type Target } from './deeds.ts'
import { deedFaults } from './deeds-kept.ts'
import { halfWritten } from './half-written.ts'
import { createRandom } from './random.ts'
import { insist } from './retry.ts'
import { healthy, startProcess, type Victim } from './server.ts'

const kills = testCluster ? 20 : 100
const writers = 4

test(
  `${kills} times kill -9 while people write, like, pass on, vote and follow: nothing is missing, doubled or told twice, every counter is right`,
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
    const made: Target[] = []
    const done: Deed[] = []
    let posting = true
    // A request that was begun is sent until it is acknowledged; only a failed test gives up.
    const failed = new AbortController()
    const write = async (token: string, name: string) => {
      for (let n = 0; posting; n++) {
        const key = `${name}-${n}`
        const poll = { options: ['yes', 'no'], expires_in: 86_400 }
        const body = { status: `${key} for @mentioned`, visibility: 'public', poll }
        const json = await insist({ url, token, failed: failed.signal }, '/api/v1/statuses', { body, key })
        if (!json) return
        acknowledged.set(key, json.id!)
        made.push({ id: Number(json.id), pollId: Number(json.poll!.id) })
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
    const crowd: number[] = []
    for (let i = 0; i < 200; i++) crowd.push((await makePerson(site, `crowd${i}`)).accountId)
    const actors = ['first', 'second'].map(async (name) => {
      const { accountId, ...viewer } = await makePerson(site, name)
      const token = await makeToken(site, { accountId, ...viewer })
      return await actOn({ url, token, failed: failed.signal, accountId }, { posts: () => made, people: crowd, going: () => posting, done })
    })
    // A machine that is busy with other things answers little between two kills: it goes on until there is something to look at.
    const enough = () =>
      acknowledged.size > kills && deedKinds.every((kind) => done.filter((deed) => deed.kind === kind).length > kills / 2)
    for (let kill = 0; kill < kills || (!enough() && kill < 10 * kills); kill++) {
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
    await Promise.all(actors)
    await web.kill()
    await worker?.kill()

    // The dead worker's leases have run out by then.
    clock.set(Date.now() + 600_000)
    await drainJobs(site, jobs)
    const found = await halfWritten(site, reader.accountId)
    assert.ok(acknowledged.size > kills, `only ${acknowledged.size} posts were acknowledged`)
    assert.deepEqual(found.faults, [])
    assert.ok(enough(), 'hardly any deed was acknowledged')
    assert.deepEqual(await deedFaults(site, done), [])
    assert.deepEqual(new Map(found.posts.map((post) => [post.text.split(' ')[0], String(post.id)])), acknowledged)
    assert.equal(found.posts.length, acknowledged.size)
    assert.deepEqual(
      found.mentions.map((row) => row.statusId).sort((a, b) => a - b),
      found.posts.map((post) => post.id).sort((a, b) => a - b),
    )
  },
)
