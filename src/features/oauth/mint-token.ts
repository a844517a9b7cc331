import { randomToken, sha256 } from '#base/ids.ts'
import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { insertToken } from './tokens.queries.ts'

/** For whom and for which app a token is. Person and account are null together: the app's own token. */
export interface NewToken {
  appId: number
  personId: number | null
  accountId: number | null
  scopes: readonly string[]
  grantId?: number
  sessionId?: number
  userAgent?: string
}

export interface MintedToken {
  id: number
  /** Shown once: only its hash is stored (SEC:B4). */
  token: string
  scopes: readonly string[]
  /** Unix ms. */
  createdAt: number
}

/** How many leading characters of a token stay readable. */
const shown = 6

/** Makes an access token in the caller's transaction: 256 random bits, so every grant and device has its own. */
export async function mintToken(site: Site, db: Db, wish: NewToken): Promise<MintedToken> {
  const token = randomToken()
  const [id, createdAt] = [site.ids.next(), site.clock.now()]
  await insertToken(db, {
    id,
    hash: sha256(token),
    prefix: token.slice(0, shown),
    appId: wish.appId,
    personId: wish.personId,
    accountId: wish.accountId,
    grantId: wish.grantId ?? null,
    sessionId: wish.sessionId ?? null,
    scopes: [...wish.scopes],
    userAgent: wish.userAgent?.slice(0, 400) ?? null,
    createdAt,
    seenAt: createdAt,
  })
  return { id, token, scopes: wish.scopes, createdAt }
}
