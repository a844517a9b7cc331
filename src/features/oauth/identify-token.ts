import type { Caller } from '#base/viewer.ts'
import { sha256 } from '#base/ids.ts'
import type { Site } from '#platform/site.ts'
import { type CachedToken, tokenCacheOf } from './token-cache.ts'
import { callerOf } from './token-caller.ts'
import { tokenState, touchToken } from './tokens.queries.ts'

/** `seen_at` moves in steps of an hour. */
const step = 3_600_000

/**
 * Who sends this bearer token; undefined for an unknown, revoked or leaver's one (401). A caller with `disabled` is known and gets 403
 * everywhere (SEC:A12). Reads the database once in a second and token; revocations are seen at once, in whichever process they happened.
 */
export async function identifyToken(site: Site, bearer: string): Promise<Caller | undefined> {
  if (bearer.length > 200) return undefined
  const cache = tokenCacheOf(site)
  const hash = sha256(bearer)
  await site.events.catchUp()
  const known = cache.get(hash) ?? (await cache.fill(hash, () => look(site, hash)))
  if (known && site.clock.now() - known.seenAt >= step) await touch(site, known)
  return known?.caller
}

async function look(site: Site, hash: string): Promise<CachedToken | undefined> {
  const state = await tokenState(site.store.read, { hash })
  const caller = state && callerOf(state)
  return caller && { caller, tokenId: state.token.id, seenAt: state.token.seenAt }
}

/** A full disk or a busy writer must not refuse a read, so a failure is only logged. */
async function touch(site: Site, known: CachedToken) {
  const now = site.clock.now()
  const before = known.seenAt
  known.seenAt = now
  try {
    await site.store.tx((db) => touchToken(db, known.tokenId, now, now - step + 1))
  } catch (e) {
    known.seenAt = before
    site.log.warn({ err: e, tokenId: known.tokenId }, 'could not note when a token was used')
  }
}

/** The same by the token's id, for a stream that asks again whether it may stay open (SEC:V9). */
export async function identifyTokenById(site: Site, tokenId: number): Promise<Caller | undefined> {
  await site.events.catchUp()
  const state = await tokenState(site.store.read, { id: tokenId })
  return state && callerOf(state)
}
