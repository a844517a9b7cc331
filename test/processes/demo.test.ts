import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { count } from '#db/drizzle.ts'
import { openStore } from '#db/store.ts'
import { media } from '#features/media/media.schema.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import { idpPort } from '#processes/demo/defaults.ts'
import { announcement, employees, posts } from '#processes/demo/story.ts'
import { testCluster } from '../dialect.ts'
import { freePort, postgresAt } from '../postgres.ts'

/** A folder, a port whose neighbour is free too and, on PostgreSQL, a database of its own. */
async function place(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-demo-'))
  const cluster = testCluster ? postgresAt(testCluster) : undefined
  const name = `d_${process.pid}_${folder.slice(-6).toLowerCase().replace(/\W/g, '_')}`
  const database = cluster ? await cluster.create(name) : undefined
  t.after(async () => {
    rmSync(folder, { recursive: true, force: true })
    if (cluster) await cluster.drop(name)
  })
  const port = await freePort()
  return { folder, port, url: `http://localhost:${port}`, databaseUrl: database ?? `sqlite:${folder}/atrium.db`, database }
}
type Place = Awaited<ReturnType<typeof place>>

const postsIn = async (databaseUrl: string) => await rowsIn(databaseUrl, statuses)

/** The posts, who passed them on, and what the company says. */
const wholeWorld = posts.length + posts.flatMap((post) => post.boosts ?? []).length + [announcement].length

/** The demo as `npm run demo` runs it. `said` resolves when it has printed this, and rejects when it ends before. */
function startDemo(t: TestContext, { folder, port, database }: Place) {
  const child = spawn('sh', ['bin/start', 'demo', '--port', String(port), '--data', folder], {
    env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, ...(database === undefined ? {} : { DATABASE_URL: database }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const ended = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (text += data.toString()))
  t.after(() => child.kill('SIGKILL'))
  return {
    child,
    ended,
    text: () => text,
    async said(words: string) {
      while (!text.includes(words)) {
        if (child.exitCode !== null) throw new Error(`the demo ended: ${text}`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
  }
}

const rowsIn = async (databaseUrl: string, table: typeof statuses | typeof media) => {
  const store = openStore({ url: databaseUrl })
  try {
    return (await store.read.select({ n: count() }).from(table))[0]!.n
  } finally {
    await store.close()
  }
}

/** Waits until the world has its first post. */
async function begun(databaseUrl: string) {
  while ((await postsIn(databaseUrl).catch(() => 0)) === 0) await new Promise((resolve) => setTimeout(resolve, 5))
}

const refuses = (url: string) => assert.rejects(fetch(url), { message: 'fetch failed' })

test('the demo serves its world and its directory, says who may sign in, and ends in order with both', async (t) => {
  const at = await place(t)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const demo = startDemo(t, at)
    await demo.said('Ctrl-C stops everything.')
    assert.equal(demo.text().includes('making the demo world'), signal === 'SIGTERM', 'only the first start makes the world')
    assert.match(demo.text(), new RegExp(`^Atrium is at ${at.url}$`, 'm'))
    for (const { username } of employees) assert.match(demo.text(), new RegExp(`^  ${username} `, 'm'))
    assert.match(await (await fetch(at.url)).text(), /<h1/)
    const directory = `http://localhost:${idpPort(at.port)}`
    assert.equal(((await (await fetch(`${directory}/.well-known/openid-configuration`)).json()) as { issuer: string }).issuer, directory)
    demo.child.kill(signal)
    assert.deepEqual(await demo.ended, [0, null], demo.text())
    await refuses(at.url)
    await refuses(directory)
  }
  assert.equal(await postsIn(at.databaseUrl), wholeWorld)
  assert.equal(await rowsIn(at.databaseUrl, media), 3, 'its posts have their pictures')
})

test('a port that is taken, its own or the directory’s, is one clear line', async (t) => {
  const at = await place(t)
  for (const port of [at.port, idpPort(at.port)]) {
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    try {
      const demo = startDemo(t, at)
      assert.deepEqual(await demo.ended, [1, null])
      assert.match(demo.text(), new RegExp(`^(?:atrium: making .*\\n)?atrium: port ${port} (?:on 127.0.0.1 )?is taken.*\\n$`))
    } finally {
      other.close()
    }
  }
})

test('a first start that was killed leaves no half world', async (t) => {
  const at = await place(t)
  const first = startDemo(t, at)
  await first.said('making the demo world')
  if (at.database !== undefined) await begun(at.databaseUrl)
  first.child.kill('SIGKILL')
  await first.ended
  const second = startDemo(t, at)
  if (at.database !== undefined) {
    // There the world is made in place.
    assert.deepEqual(await second.ended, [1, null])
    return assert.match(second.text(), /^atrium: the first start was stopped .* empty the database and start again\n$/)
  }
  await second.said('Ctrl-C stops everything.')
  second.child.kill('SIGTERM')
  assert.deepEqual(await second.ended, [0, null])
  assert.equal(await postsIn(at.databaseUrl), wholeWorld)
  assert.equal(readFileSync(join(at.folder, 'master.key')).length, 64)
})

test('odd words are told once each', async (t) => {
  const at = await place(t)
  const demo = startDemo(t, { ...at, port: 99_999 })
  assert.deepEqual(await demo.ended, [1, null])
  assert.equal(demo.text(), 'atrium: listen.port (--port): must be at most 65535\n')
})
