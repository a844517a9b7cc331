import type { Hold, RetireWhy } from './holds.schema.ts'
import type { Subjects } from './owner.ts'

/** What decides whether a sealed copy is kept, strongest first (docs/adr/0010). */
export type Ground = 'hold' | 'statutory' | 'erasure' | 'person'

/** True when a hold that is in force covers a thing with these subjects. */
export function covers(hold: Pick<Hold, 'subject' | 'subjectId' | 'releasedAt'>, of: Subjects): boolean {
  if (hold.releasedAt !== null) return false
  if (hold.subject === 'all') return true
  const mine = { person: of.personId, account: of.accountId, status: of.statusId }[hold.subject]
  return mine !== null && mine !== undefined && mine === hold.subjectId
}

/** The hold that a copy is kept for: a legal one before a statutory one. `candidates` may contain holds that do not cover the thing. */
export function keeper(candidates: readonly Hold[], of: Subjects): Hold | undefined {
  const covering = candidates.filter((hold) => covers(hold, of))
  return covering.find((hold) => hold.kind === 'hold') ?? covering[0]
}

/** The first ground that applies when a thing with these subjects is retired for this reason. */
export function groundFor(candidates: readonly Hold[], of: Subjects, why: RetireWhy): { ground: Ground; hold?: Hold } {
  const hold = keeper(candidates, of)
  if (hold) return { ground: hold.kind, hold }
  return { ground: why === 'erasure' ? 'erasure' : 'person' }
}
