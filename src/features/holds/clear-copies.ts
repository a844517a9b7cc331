import type { Site } from '#platform/site.ts'
import { keeper } from './holds.policy.ts'
import { copiesOf, deleteCopies, holdsInForce, moveCopies } from './holds.queries.ts'

/** Takes up to 500 copies off a released hold: each goes to a hold that covers it, or is destroyed. Answers how many it took. */
export async function clearBatch(site: Site, holdId: number): Promise<number> {
  return await site.store.tx(async (db) => {
    const others = await holdsInForce(db)
    const copies = await copiesOf(db, holdId, 500)
    const ids = new Map<number | undefined, number[]>()
    for (const copy of copies) {
      const to = keeper(others, copy)?.id
      ids.set(to, [...(ids.get(to) ?? []), copy.id])
    }
    for (const [to, list] of ids) {
      if (to === undefined) await deleteCopies(db, list)
      else await moveCopies(db, list, to)
    }
    return copies.length
  })
}
