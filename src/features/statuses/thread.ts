import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { showStatus } from './show.ts'
import { loadStatusParts, type StatusParts } from './statuses.json.ts'
import { canList } from './statuses.policy.ts'
import { type ThreadRow, threadRows } from './thread.queries.ts'

/** A post between what it answers and what answers it. */
export interface Thread {
  lead: StatusParts
  /** From the start of the thread down to the lead's parent, as far as the viewer may see each of them. */
  ancestors: StatusParts[]
  /** Oldest first; each is below the lead, directly or through others. */
  descendants: StatusParts[]
}

/** How much of a thread is looked at and shown (SEC:D9). */
export interface ThreadBounds {
  /** Rows that are looked at for the others. */
  rows: number
  ancestors: number
  descendants: number
}

/** What a page shows: Mastodon's bounds for guests. */
const pageBounds: ThreadBounds = { rows: 500, ancestors: 40, descendants: 60 }

/**
 * A post with its thread. Throws 404 for one that the viewer may not see. A constant number of queries. An ancestor that is hidden or gone
 * ends the way up; an answer below one that is hidden is left out with it. The thread is a list: whom the viewer has muted is not in it.
 */
export async function loadThread(site: Site, viewer: Viewer, id: number, bounds: ThreadBounds = pageBounds): Promise<Thread> {
  const lead = await showStatus(site, viewer, id)
  const rows = await threadRows(site.store.read, lead.status.threadId, bounds.rows)
  const above = wayUp(rows, lead.status, bounds.ancestors)
  const below = wayDown(rows, id, bounds.descendants)
  const seen = await loadStatusParts(site, site.store.read, [...above, ...below], viewer, canList)
  const byId = new Map(seen.map((parts) => [parts.status.id, parts]))

  const ancestors: StatusParts[] = []
  for (const one of above) {
    const parts = byId.get(one)
    if (!parts) break
    ancestors.unshift(parts)
  }
  const descendants: StatusParts[] = []
  const reached = new Set([id])
  for (const one of below) {
    const parts = byId.get(one)
    if (!parts || !reached.has(parts.status.replyToId ?? 0)) continue
    reached.add(one)
    descendants.push(parts)
  }
  return { lead, ancestors, descendants }
}

/** Ids from a post's parent upwards; ends where a circle closes. */
function wayUp(rows: readonly ThreadRow[], from: ThreadRow, most: number): number[] {
  const parentOf = new Map(rows.map((row) => [row.id, row.replyToId]))
  const way = new Set<number>()
  for (let at = from.replyToId; at !== null && at !== from.id && !way.has(at) && way.size < most; at = parentOf.get(at) ?? null)
    if (parentOf.has(at)) way.add(at)
    else break
  return [...way]
}

/** Ids below a post, parents before their answers: the rows come in ascending order, and an answer is younger than its parent. */
function wayDown(rows: readonly ThreadRow[], from: number, most: number): number[] {
  const reached = new Set([from])
  for (const { id, replyToId } of rows) if (replyToId !== null && reached.has(replyToId) && reached.size <= most) reached.add(id)
  reached.delete(from)
  return [...reached]
}
