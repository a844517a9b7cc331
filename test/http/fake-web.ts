import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FixedClock } from '#base/clock.ts'
import { usualLook } from '#base/look.ts'
import type { Caller, Viewer } from '#base/viewer.ts'
import type { Area } from '#http/area.ts'
import { type Doors, openWeb } from '#http/open-web.ts'
import type { PageArea } from '#http/page.ts'
import type { SocketRow } from '#http/sockets.ts'
import type { Windows } from '#platform/cache/windows.ts'
import type { Config } from '#platform/config/config.ts'
import { openLog } from '#platform/log/log.ts'
import type { Site } from '#platform/site.ts'
import { Words } from '#platform/words/words.ts'

export const viewer: Viewer = { personId: 1, accountId: 11, role: 'user', locale: 'en', timeZone: 'Europe/Berlin' }

/** Bearer `person:read write:statuses`, `app:read`, `disabled:read`, `german:read`; the rest is the scopes. Sessions: `s1`, `s2`. */
export const fakeDoors: Doors = {
  async token(bearer) {
    const [kind, scopes = ''] = decodeURIComponent(bearer).split(/:(.*)/)
    const base = { tokenId: 7, appId: 3, scopes: scopes.split(',') }
    if (kind === 'app') return { kind: 'app', ...base }
    if (kind === 'person' || kind === 'disabled') return { kind: 'token', viewer, ...base, disabled: kind === 'disabled' }
    if (kind === 'german') return { kind: 'token', viewer: { ...viewer, locale: 'de' }, ...base, disabled: false }
    return undefined
  },
  async session(cookie): Promise<Caller> {
    const sessionId = { s1: 1, s2: 2 }[cookie]
    return sessionId ? { kind: 'session', viewer, sessionId, csrf: `csrf-of-${cookie}`, look: usualLook } : { kind: 'anonymous' }
  },
  me: async () => ({ name: 'Ada', username: 'ada', path: '/@ada', face: { initials: 'A', tint: 1, src: '' } }),
  signIn: (path) => `/auth/sign-in?to=${encodeURIComponent(path)}`,
  ready: async () => undefined,
}

/** Counts as the real one does, in memory. */
function fakeWindows(): Windows {
  const counts = new Map<string, number>()
  const ask = (more: number) => (bucket: string, limit: number, windowMs: number, now: number) => {
    const window = Math.floor(now / windowMs)
    const key = `${bucket} ${window}`
    const count = (counts.get(key) ?? 0) + more
    counts.set(key, count)
    return { count, remaining: Math.max(0, limit - count), resetAt: (window + 1) * windowMs }
  }
  return {
    hit: ask(1),
    look: ask(0),
    close: () => undefined,
  }
}

export interface FakeWebOptions {
  areas?: readonly Area[]
  pageAreas?: readonly PageArea[]
  sockets?: readonly SocketRow[]
  config?: Partial<Config>
  doors?: Partial<Doors>
  /** Files of `assets`: name as templates say it -> text. */
  assets?: Record<string, string>
  views?: string
}

export interface FakeWeb {
  url: string
  port: number
  clock: FixedClock
  /** Every log line so far. */
  log: string[]
  data: string
  get(path: string, headers?: Record<string, string>): Promise<Response>
  send(method: string, path: string, body?: string | URLSearchParams | FormData, headers?: Record<string, string>): Promise<Response>
  /** Sends bytes as they are and answers everything that comes back. */
  raw(text: string): Promise<string>
  close(): Promise<void>
}

const realViews = join(import.meta.dirname, '../../views')

/** The toolkit alone, with tables of the test and doors that are made up: no database behind it. */
export async function fakeWeb(o: FakeWebOptions = {}): Promise<FakeWeb> {
  const data = mkdtempSync(join(tmpdir(), 'atrium-http-'))
  const log: string[] = []
  const clock = new FixedClock(Date.UTC(2026, 10, 24, 8, 1))
  const config = {
    url: 'http://localhost:3000',
    origin: 'http://localhost:3000',
    host: 'localhost:3000',
    https: false,
    data,
    listen: { host: '127.0.0.1', port: 0 },
    trustedProxies: [],
    networks: { company: ['127.0.0.0/8'] },
    limits: { enabled: true },
    instance: { name: 'Brunnhof', companyAccount: 'company', softwareName: 'atrium' },
    media: {},
    ...o.config,
  } as unknown as Config
  const write = (line: string) => void log.push(line)
  const site = {
    config,
    clock,
    log: openLog({ level: 'debug', to: { write } }),
    windows: fakeWindows(),
    words: new Words(join(o.views ?? realViews, 'locales')),
  } as unknown as Site
  const files = {
    'page.js': '1',
    'signin.js': '2',
    'atrium.css': 'a{}',
    'icon-mask-192.png': '',
    'icon.svg': '<svg/>',
    'icons.svg': '<svg/>',
    ...o.assets,
  }
  const names = Object.fromEntries(Object.keys(files).map((name) => [name, name.replace(/(\.\w+)$/, '-HASH$1')]))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(data, names[name]!), text)
  writeFileSync(join(data, 'list.json'), JSON.stringify({ names, files: Object.values(names) }))
  const web = await openWeb({
    site,
    doors: { ...fakeDoors, ...o.doors },
    tables: { areas: o.areas ?? [], pageAreas: o.pageAreas ?? [], sockets: o.sockets ?? [] },
    views: o.views ?? realViews,
    assets: data,
    port: 0,
  })
  const send: FakeWeb['send'] = (method, path, body, headers = {}) =>
    fetch(web.url + path, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) })
  return {
    url: web.url,
    port: web.port,
    clock,
    log,
    data,
    get: (path, headers) => send('GET', path, undefined, headers),
    send,
    raw: (text) => rawRequest(web.port, text),
    async close() {
      await web.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

const rawRequest = async (port: number, text: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1')
  socket.setTimeout(2000, () => socket.destroy())
  const chunks: Buffer[] = []
  socket.write(text)
  try {
    for await (const chunk of socket) chunks.push(chunk as Buffer)
  } catch {
    // A reset after the answer is an end like another.
  }
  return Buffer.concat(chunks).toString('latin1')
}
