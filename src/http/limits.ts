import { tooMany } from '#base/errors.ts'
import type { Caller } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import type { WindowState } from '#platform/cache/windows.ts'
import type { Addresses } from './client-ip.ts'
import type { LimitName } from './row.ts'

interface Rule {
  limit: number
  /** Ms; windows are aligned to the clock. */
  windowMs: number
}
const minute = 60_000
const hour = 60 * minute

/** Every call of a person, of a token, of a foreign address. */
const general = {
  person: { limit: 1500, windowMs: 5 * minute },
  token: { limit: 300, windowMs: 5 * minute },
  address: { limit: 300, windowMs: 5 * minute },
} satisfies Record<string, Rule>

/** The families that rows name: of Mastodon's numbers those that it has (SEC:L6, SEC:L8). */
export const families: Readonly<Record<LimitName, Rule>> = {
  statuses: { limit: 300, windowMs: 3 * hour },
  deletes: { limit: 30, windowMs: 30 * minute },
  uploads: { limit: 30, windowMs: 30 * minute },
  follows: { limit: 400, windowMs: 24 * hour },
  reports: { limit: 400, windowMs: 24 * hour },
  paging: { limit: 300, windowMs: 15 * minute },
  search: { limit: 300, windowMs: 5 * minute },
  apps: { limit: 25, windowMs: 5 * minute },
  signin: { limit: 25, windowMs: 5 * minute },
  token: { limit: 100, windowMs: 5 * minute },
}

/** Whose calls they are: the person's, whatever app sends them; an app's own are its token's. */
const whoseOf = (caller: Exclude<Caller, { kind: 'anonymous' }>) =>
  caller.kind === 'app' ? `token:${caller.tokenId}` : `account:${caller.viewer.accountId}`

const cursor = /(?:^|&)(?:page|max_id|min_id|since_id)=/

/** What is counted: the principal and not the form of the address, so that no spelling finds a fresh bucket (SEC:L5). */
export interface Counted {
  caller: Caller
  ip: string
  rawQuery: string
  limits: readonly LimitName[]
  /** A family that is told of and not counted. */
  shows?: LimitName | undefined
}

/**
 * A person counts by account, and an app's token also by itself; an address only when nobody is behind it and it lies outside the
 * company's networks (docs/adr/0014).
 */
export class Limits {
  #site: Pick<Site, 'windows' | 'clock' | 'config'>
  #addresses: Addresses
  #reset = { at: 0, text: '' }

  constructor(site: Pick<Site, 'windows' | 'clock' | 'config'>, addresses: Addresses) {
    this.#site = site
    this.#addresses = addresses
  }

  /** Counts one call and hands `note` the headers of the window nearest to exhaustion, flat. Throws 429 when one is full. */
  count(call: Counted, note: (headers: string[]) => void): void {
    if (!this.#site.config.limits.enabled) return
    const now = this.#site.clock.now()
    let fullest: (WindowState & { limit: number }) | undefined
    const nearer = (state: WindowState, limit: number) => {
      if (!fullest || state.remaining < fullest.remaining || state.count > limit) fullest = { ...state, limit }
    }
    for (const [bucket, { limit, windowMs }] of this.#buckets(call)) {
      const state = this.#site.windows.hit(bucket, limit, windowMs, now)
      nearer(state, limit)
      if (state.count > limit) break
    }
    if (!fullest) return
    const full = fullest.count > fullest.limit
    if (call.shows && call.caller.kind !== 'anonymous' && !full) {
      const { limit, windowMs } = families[call.shows]
      nearer(this.#site.windows.look(`${call.shows}:${whoseOf(call.caller)}`, limit, windowMs, now), limit)
    }
    note([
      'x-ratelimit-limit',
      String(fullest.limit),
      'x-ratelimit-remaining',
      String(fullest.remaining),
      'x-ratelimit-reset',
      this.#resetText(fullest.resetAt),
    ])
    if (full) throw tooMany(Math.max(1, Math.ceil((fullest.resetAt - now) / 1000)))
  }

  *#buckets({ caller, ip, rawQuery, limits }: Counted): Generator<[string, Rule]> {
    let who: string
    if (caller.kind === 'anonymous') {
      if (this.#addresses.inCompany(ip)) return
      who = `ip:${this.#addresses.bucket(ip)}`
      yield [`general:${who}`, general.address]
    } else {
      who = whoseOf(caller)
      if (caller.kind !== 'app') yield [`general:${who}`, general.person]
      if (caller.kind !== 'session') yield [`general:token:${caller.tokenId}`, general.token]
    }
    for (const name of limits) if (name !== 'paging') yield [`${name}:${who}`, families[name]]
    // Whether a row says so or not: what is costly is the cursor.
    if (rawQuery !== '' && cursor.test(rawQuery)) yield [`paging:${who}`, families.paging]
  }

  /** ISO 8601 with six fractional digits, as Mastodon writes it; the same for all calls of a window. */
  #resetText(at: number): string {
    if (this.#reset.at !== at) this.#reset = { at, text: new Date(at).toISOString().replace('Z', '000Z') }
    return this.#reset.text
  }
}
