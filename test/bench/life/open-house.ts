import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { chance } from '../../policy/chance.ts'
import { freePort } from '../../postgres.ts'
import { healthy, startProcess } from '../../kill/server.ts'
import { ask } from './ask.ts'
import { makeCompany, type Person } from './company.ts'
import type { Place } from './live.ts'
import { mix, type World } from './mix.ts'

type Started = ReturnType<typeof startProcess>

/** A company with its real processes, in a folder of its own. */
export interface OpenHouse {
  data: string
  place: Place
  world: World
  webs: readonly Started[]
  worker: Started
  close(): Promise<void>
}

/** What a phone sends: a photograph of a megapixel and a half that does not compress to nothing. */
const photograph = async (): Promise<Buffer> =>
  await sharp({ create: { width: 1440, height: 1080, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 20 } } })
    .jpeg({ quality: 80 })
    .toBuffer()

/** Makes a company, starts so many web processes and a worker, and lets people say enough that there is something to look at. */
export async function openHouse(o: { webs: number; people: number; follows: number; posts: number }): Promise<OpenHouse> {
  const data = mkdtempSync(join(tmpdir(), 'atrium-life-'))
  const started: Started[] = []
  const close = async () => {
    for (const { child } of started) child.kill('SIGTERM')
    await Promise.all(started.map(async ({ child }) => child.exitCode ?? (await new Promise((resolve) => child.once('exit', resolve)))))
    rmSync(data, { recursive: true, force: true })
  }
  try {
    const ports: number[] = []
    for (let i = 0; i < o.webs; i++) ports.push(await freePort())
    const host = `localhost:${ports[0]}`
    const people: Person[] = await makeCompany(data, `http://${host}`, o)
    const env = { ATRIUM_URL: `http://${host}`, ATRIUM_DATA: data, ATRIUM_LIMITS__ENABLED: 'false', ATRIUM_LOG__LEVEL: 'error' }
    for (const port of ports) started.push(startProcess('web', { ...env, ATRIUM_LISTEN__PORT: String(port) }))
    const webs = started.slice()
    const worker = startProcess('worker', env)
    started.push(worker)
    for (const [i, web] of webs.entries()) await healthy(`http://localhost:${ports[i]}`, web)
    const world: World = { people, random: chance(1), posts: [], files: [], picture: await photograph() }
    const post = mix.find(({ name }) => name === 'post')!
    for (const who of people.slice(0, 50)) {
      const told = await ask(ports[0]!, host, {
        method: 'POST',
        path: '/api/v1/statuses',
        headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ status: `Good morning from ${who.username}` }),
      })
      if (!post.right(told, world, who)) throw new Error(`a post was answered with ${told.status} ${told.text}`)
    }
    return { data, place: { ports, host }, world, webs, worker, close }
  } catch (e) {
    await close()
    throw e
  }
}
