import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'

/** Whose a thing is, as far as holds ask: ids of the person, the account and the status that it belongs to. */
export interface Subjects {
  personId?: number | null
  accountId?: number | null
  statusId?: number | null
}

/** How one kind of thing is sealed and taken away. Its feature implements it, so that only the owner writes its tables. */
export interface Owner {
  /** `status`, `media`, ...: the word in `retirements.kind`. */
  kind: string
  /** Whose the thing is; undefined when there is no such thing. Locks the row (`lockRow`): two retirements of one thing meet here. */
  subjects(db: Db, id: number): Promise<Subjects | undefined>
  /** Everything that makes the thing up, as plain JSON, for the sealed copy. Called before `remove`, only under a hold. */
  seal(site: Site, db: Db, id: number): Promise<unknown>
  /** Takes the things out of every view in this transaction: rows, counters, events, jobs. */
  remove(site: Site, db: Db, ids: readonly number[]): Promise<void>
}

const known = new Map<string, Owner>()

/** Tells `retire` who owns what; a process calls it once with processes/owners.ts before it serves. Repeating it is harmless. */
export function registerOwners(owners: readonly Owner[]): void {
  for (const owner of owners) known.set(owner.kind, owner)
}

/** The owner of a kind. Throws when nobody registered it: a fault of ours, not of the caller. */
export function ownerOf(kind: string): Owner {
  const owner = known.get(kind)
  if (!owner) throw new Error(`no owner is registered for things of kind "${kind}"`)
  return owner
}
