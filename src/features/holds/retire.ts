import { notFound } from '#base/errors.ts'
import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'

export type RetireWhy = 'author' | 'redraft' | 'moderator' | 'retention' | 'account' | 'remote' | 'partnership' | 'erasure'

export interface RetireReason {
  why: RetireWhy
  /** Id of the person who wants it; null for the server itself. */
  who: number | null
  /** For the audit row. */
  requestId?: string
}
