import { accountChanged } from '#features/accounts/accounts.events.ts'
import { listDeleted } from '#features/lists/lists.events.ts'
import { identifyTokenById } from '#features/oauth/identify-token.ts'
import { tokenKilled } from '#features/oauth/oauth.events.ts'
import { sessionKilled } from '#features/signin/signin.events.ts'
import type { SiteEvent } from '#platform/events/events.ts'
import type { Site } from '#platform/site.ts'
import type { Stream } from './stream.ts'

/** What an event says about streams themselves. */
export interface StreamChange {
  /** Tokens that are dead: their streams close. */
  tokens?: ReadonlySet<number>
  /** Streams whose person may not be here any more: they are looked at again. */
  doubted?: (stream: Stream) => boolean
  /** A list that is gone. */
  list?: { listId: number; accountId: number }
}

/** What an event says about streams themselves; undefined = nothing. */
export function changeOf({ name, data }: SiteEvent): StreamChange | undefined {
  switch (name) {
    case tokenKilled.name:
      return { tokens: new Set(tokenKilled.data.parse(data).tokenIds) }
    case accountChanged.name: {
      const { accountId } = accountChanged.data.parse(data)
      return { doubted: ({ viewer }) => viewer.accountId === accountId }
    }
    case sessionKilled.name: {
      const { personId } = sessionKilled.data.parse(data)
      return { doubted: ({ viewer }) => viewer.personId === personId }
    }
    case listDeleted.name:
      return { list: listDeleted.data.parse(data) }
    default:
      return undefined
  }
}

/** Those of the tokens that are gone, or whose person may not be here any more (SEC:V9). */
export async function deadTokens(site: Site, tokenIds: readonly number[]): Promise<Set<number>> {
  const dead = new Set<number>()
  for (const tokenId of new Set(tokenIds)) {
    const caller = await identifyTokenById(site, tokenId)
    if (caller?.kind !== 'token' || caller.disabled) dead.add(tokenId)
  }
  return dead
}
