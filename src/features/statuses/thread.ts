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

/** Mastodon's bounds of a context. */
const mostAncestors = 40
const mostDescendants = 60
/** Rows of a thread that are looked at for them. */
const mostRows = 500

/**
 * A post with its thread. Throws 404 for one that the viewer may not see. A constant number of queries. An ancestor that is hidden or gone
 * ends the way up; an answer below one that is hidden is left out with it. The thread is a list: whom the viewer has muted is not in it.
 */
export async function loadThread(site: Site, viewer: Viewer, id: number): Promise<Thread> {
  const lead = await showStatus(site, viewer, id)
  const rows = await threadRows(site.store.read, lead.status.threadId, mostRows)
  const above = wayUp(rows, lead.status.replyToId)
  const below = wayDown(rows, id)
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

/** Ids from a parent upwards. */
function wayUp(rows: readonly ThreadRow[], from: number | null): number[] {
  const parentOf = new Map(rows.map((row) => [row.id, row.replyToId]))
  const way: number[] = []
  for (let at = from; at !== null && parentOf.has(at) && way.length < mostAncestors; at = parentOf.get(at) ?? null) way.push(at)
  return way
}

/** Ids below a post, parents before their answers: the rows come in ascending order, and an answer is younger than its parent. */
function wayDown(rows: readonly ThreadRow[], from: number): number[] {
  const reached = new Set([from])
  const way: number[] = []
  for (const row of rows) {
    if (row.replyToId === null || !reached.has(row.replyToId) || way.length === mostDescendants) continue
    reached.add(row.id)
    way.push(row.id)
  }
  return way
}
