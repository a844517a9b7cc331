import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { randomHex } from '#base/ids.ts'
import { systemClock } from '#base/clock.ts'
import { Upload } from '#base/upload.ts'
import type { Viewer } from '#base/viewer.ts'
import { migrate } from '#db/migrate.ts'
import { uploadMedia } from '#features/media/upload-media.ts'
import { follow } from '#features/relationships/follow.ts'
import { sessionCookie } from '#features/signin/session-life.ts'
import { createStatus } from '#features/statuses/create.ts'
import { boost } from '#features/statuses/boost.ts'
import { favourite } from '#features/statuses/favourite.ts'
import type { NewStatus } from '#features/statuses/new-status.ts'
import { readConfig } from '#platform/config/config.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import type { Site } from '#platform/site.ts'
import { jobs } from '#processes/jobs.ts'
import { openSite } from '#processes/site.ts'
import { makePerson, makeSession } from '../people.ts'
import { testDefaults } from '../test-defaults.ts'

/** Who looks at the pages, and which. */
export interface SeededWeb {
  /** Name and value of the reader's cookie. */
  cookie: { name: string; value: string }
  /** What is measured, by its name. */
  pages: Record<'home' | 'thread' | 'profile' | 'notifications' | 'composer', string>
}

const authors = 60
const posts = 600
const words = 'the release the garden a meeting about coffee and the new line in hall two where nobody has asked for it yet'.split(' ')

const plain: Omit<NewStatus, 'text'> = {
  warning: '',
  sensitive: false,
  language: 'en',
  audience: { kind: 'everyone', listed: true },
  replyToId: null,
  localOnly: false,
  labelId: null,
}

/** A picture as heavy as a photograph: a shape on a ground with noise over them. */
async function photograph(seed: number): Promise<Buffer> {
  const [width, height] = [1600, 1200]
  const noise = { type: 'gaussian', mean: 128, sigma: 24 } as const
  const hue = createHash('sha256').update(String(seed)).digest()[0]! * 1.4
  const plane = (w: number, h: number, turn: number) => ({
    create: { width: w, height: h, channels: 3 as const, background: `hsl(${Math.round(hue + turn) % 360}, 40%, 55%)` },
  })
  const grain = await sharp({ create: { width, height, channels: 3, background: '#808080', noise } })
    .png()
    .toBuffer()
  const shape = { input: plane(700, 600, 90), left: 300, top: 400 }
  return await sharp(plane(width, height, 0))
    .composite([shape, { input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 85 })
    .toBuffer()
}

async function picture(site: Site, by: Viewer, folder: string, seed: number): Promise<number> {
  const bytes = await photograph(seed)
  const path = join(folder, `upload-${randomHex()}`)
  writeFileSync(path, bytes)
  return (
    await uploadMedia(site, by, { file: new Upload('photo.jpg', 'image/jpeg', bytes.length, path), alt: `Photograph ${seed}`, focus: null })
  ).id
}

const sentence = (i: number) => Array.from({ length: 12 + (i % 17) }, (_, k) => words[(i * 7 + k * 3) % words.length]).join(' ')

/** Makes a house with people, posts, pictures, a thread and notifications, through the verbs, before anything listens. */
export async function seedWeb(data: string, database: string, url: string): Promise<SeededWeb> {
  await migrate(database, 'migrations', systemClock)
  const site = await openSite(readConfig({ defaults: { ...testDefaults(data, database), url, limits: { enabled: false } } }), 'cli')
  try {
    const reader = await makePerson(site, 'reader')
    const people: Viewer[] = []
    for (let i = 0; i < authors; i++) people.push(await makePerson(site, `author${i}`))
    for (const one of people) await follow(site, reader, one.accountId)
    const write = async (i: number, more: Partial<NewStatus> = {}) =>
      await createStatus(site, people[i % authors]!, { ...plain, text: `${sentence(i)} #day${i % 9}`, ...more })
    for (let i = 0; i < posts; i++) await write(i)
    const own = await createStatus(site, reader, { ...plain, text: 'What shall we do about the old pump in hall two?' })
    for (let i = 0; i < 20; i++) await write(i, { text: `@reader ${sentence(i)}`, replyToId: own })
    for (const one of people.slice(0, 30)) await favourite(site, one, own)
    // The newest page of home: as in life, some with pictures, a poll, a warning, boosts.
    const top: number[] = []
    for (let i = 0; i < 20; i++) {
      const by = people[i]!
      const pictures = i % 5 === 1 ? Array.from({ length: 1 + (i % 3) }, (_, k) => k) : []
      const mediaIds: number[] = []
      for (const k of pictures) mediaIds.push(await picture(site, by, data, i * 10 + k))
      const poll = i === 7 ? { poll: { options: ['Soup', 'Pasta', 'Neither'], lasts: 86_400, multiple: false, hideTotals: false } } : {}
      top.push(await write(i, { mediaIds, ...poll, ...(i === 9 ? { warning: 'Long' } : {}) }))
    }
    for (const [i, id] of top.slice(0, 4).entries()) await boost(site, people[30 + i]!, id)
    await drainJobs(site, jobs)
    return {
      cookie: { name: sessionCookie, value: await makeSession(site, reader) },
      pages: { home: '/home', thread: `/@reader/${own}`, profile: '/@author1', notifications: '/notifications', composer: '/publish' },
    }
  } finally {
    await site.close()
  }
}
