import type { Readable } from 'node:stream'
import type { Caller, Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import type { Area } from './area.ts'
import type { Assets } from './assets.ts'
import type { Addresses } from './client-ip.ts'
import type { HeaderTable } from './headers.ts'
import type { Languages } from './language.ts'
import type { Limits } from './limits.ts'
import type { PageArea } from './page.ts'
import type { Pages } from './pages.ts'
import type { SocketRow } from './sockets.ts'
import type { Words } from '#platform/words/words.ts'

/** What the toolkit must be told of people, since it knows no noun. */
export interface Doors {
  /** Who sends this session cookie; anonymous when it is worth nothing. */
  session(cookie: string): Promise<Caller>
  /** Who sends this bearer token; undefined when it is worth nothing. */
  token(bearer: string): Promise<Caller | undefined>
  /** What the frame of every page shows of a person: `@me`. */
  me(viewer: Viewer): Promise<object>
  /** Address of the sign-in page that leads back to `path` of our own. */
  signIn(path: string): string
  /** Resolves when the parts that every request needs answer; throws otherwise. */
  ready(): Promise<unknown>
}

/** What an application is put together from. */
export interface Tables {
  areas: readonly Area[]
  pageAreas: readonly PageArea[]
  sockets: readonly SocketRow[]
}

/** Everything constant that a request needs, built once by a process. */
export interface Parts {
  site: Site
  doors: Doors
  words: Words
  languages: Languages
  pages: Pages
  assets: Assets
  headers: HeaderTable
  addresses: Addresses
  limits: Limits
  /** Open streams of events, which would never end by themselves. */
  streams: Set<Readable>
}
