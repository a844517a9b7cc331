import type { HeldToken } from './tokens.queries.ts'

/** One app that a person has let in, however many devices use it. */
export interface AppView {
  id: string
  name: string
  /** Where the app says it lives; '' when it says nothing. */
  website: string
  /** What it may do, as one sentence goes on. */
  may: string
  since: number
  seenAt: number
}

/** Apps by their tokens, the one that was let in last first. */
export function appViews(tokens: readonly HeldToken[], words: (scopes: readonly string[]) => string): AppView[] {
  const byApp = Map.groupBy(tokens, (token) => token.appId)
  return [...byApp].map(([id, held]) => ({
    id: String(id),
    name: held[0]!.name,
    website: held[0]!.website ?? '',
    may: words([...new Set(held.flatMap((token) => token.scopes))]),
    since: Math.min(...held.map((token) => token.createdAt)),
    seenAt: Math.max(...held.map((token) => token.seenAt)),
  }))
}
