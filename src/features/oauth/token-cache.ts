import type { Caller } from '#base/viewer.ts'
import { accountChanged } from '#features/accounts/accounts.events.ts'
import { sessionKilled } from '#features/signin/signin.events.ts'
import { onePerSite } from '#platform/one-per-site.ts'
import type { Site } from '#platform/site.ts'
import { tokenKilled } from './oauth.events.ts'

export interface CachedToken {
  caller: Caller
  tokenId: number
  seenAt: number
}

/** Ms that an entry lives without being asked again: what no event tells is seen within a second. */
const lifetime = 1000
const capacity = 20_000

const keysOf = ({ caller }: CachedToken) =>
  caller.kind === 'token' ? [`account:${caller.viewer.accountId}`, `person:${caller.viewer.personId}`] : []

/** Tokens that this process has identified, by hash. Derived, bounded, correct when empty. */
class TokenCache {
  #entries = new Map<string, { token: CachedToken; until: number }>()
  #hashOf = new Map<number, string>()
  /** Ids of tokens by `account:<id>` and `person:<id>`. */
  #tokensOf = new Map<string, Set<number>>()
  #site: Site
  constructor(site: Site) {
    this.#site = site
    site.events.listen((e) => this.#hear(e))
    site.events.onGap(() => this.#clear())
  }

  get(hash: string): CachedToken | undefined {
    const entry = this.#entries.get(hash)
    return entry && this.#site.clock.now() < entry.until ? entry.token : undefined
  }

  /** Keeps what `look` finds, unless something happened since the look began (docs/adr/0005). Unknown tokens are not kept. */
  async fill(hash: string, look: () => Promise<CachedToken | undefined>): Promise<CachedToken | undefined> {
    const before = this.#site.events.position()
    const token = await look()
    if (!token || this.#site.events.position() !== before) return token
    if (this.#entries.size >= capacity) this.#clear()
    this.#entries.set(hash, { token, until: this.#site.clock.now() + lifetime })
    this.#hashOf.set(token.tokenId, hash)
    for (const key of keysOf(token)) this.#tokensOf.set(key, (this.#tokensOf.get(key) ?? new Set()).add(token.tokenId))
    return token
  }

  #hear(e: { name: string; data: unknown }) {
    if (e.name === tokenKilled.name) for (const id of tokenKilled.data.parse(e.data).tokenIds) this.#forget(id)
    else if (e.name === accountChanged.name) this.#forgetAll(`account:${accountChanged.data.parse(e.data).accountId}`)
    else if (e.name === sessionKilled.name) this.#forgetAll(`person:${sessionKilled.data.parse(e.data).personId}`)
  }

  #forgetAll(key: string) {
    for (const id of this.#tokensOf.get(key) ?? []) this.#forget(id)
  }

  #forget(tokenId: number) {
    const hash = this.#hashOf.get(tokenId)
    const token = hash === undefined ? undefined : this.#entries.get(hash)?.token
    if (hash === undefined || !token) return
    this.#entries.delete(hash)
    this.#hashOf.delete(tokenId)
    for (const key of keysOf(token)) {
      const ids = this.#tokensOf.get(key)
      ids?.delete(tokenId)
      if (!ids?.size) this.#tokensOf.delete(key)
    }
  }

  #clear() {
    this.#entries.clear()
    this.#hashOf.clear()
    this.#tokensOf.clear()
  }
}

/** The one cache of a site. */
export const tokenCacheOf = onePerSite((site) => new TokenCache(site))
