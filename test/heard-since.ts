import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { parsePosition } from '#base/position.ts'
import type { SiteEvent } from '#platform/events/events.ts'
import { eventsAfter } from '#platform/events/events.queries.ts'
import type { Site } from '#platform/site.ts'

/**
 * Everything that has been told after a position. On PostgreSQL a transaction anywhere in the cluster holds events back until it ends, also one
 * of another test's database, so it waits for those that are there to be settled.
 */
export async function heardSince(site: Site, position: string): Promise<SiteEvent[]> {
  for (let spent = 0; spent < 30_000; spent += 20) {
    const rows = await eventsAfter(site.store.read, parsePosition(position)!, 5000)
    if (rows.every((row) => row.settled)) break
    await sleep(20)
  }
  const heard = await site.events.since(position)
  assert.ok(heard !== 'gap')
  return heard
}
