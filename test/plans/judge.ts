import assert from 'node:assert/strict'
import type { PlansHouse } from './house.ts'

/** What the statements of one piece of work must and may do. */
export interface Expected {
  /** Indexes of which each must be used; `a|b` where the engines choose differently. */
  uses: readonly string[]
  /** Indexes (or `table by its key`) that may be walked from an end until the limit is full. */
  walks?: readonly string[]
  /** It is about the events, which are otherwise looked for by others meanwhile. */
  events?: boolean
  /** Why what is sorted, or read whole, is bounded. Without it nothing may be. */
  bounded?: { why: string; statement: RegExp }
}

/** Runs the work and judges the plans of all its statements. */
export async function judge(
  house: PlansHouse,
  work: () => Promise<unknown>,
  { uses, walks = [], bounded, events = false }: Expected,
): Promise<void> {
  const found = await house.plansOf(work, { events })
  assert.ok(found.length > 0, 'nothing was asked')
  for (const { ran, plans } of found)
    for (const plan of plans) {
      const excused = bounded?.statement.test(ran.sql) ?? false
      const about = `${ran.sql}\n${plan.text}`
      if (!excused) assert.deepEqual([plan.scans, plan.sorts], [[], []], about)
      const strange = plan.walks.filter((index) => !walks.includes(index) && !excused)
      assert.deepEqual(strange, [], `walked from an end: ${about}`)
    }
  const used = new Set(found.flatMap(({ plans }) => plans.flatMap((plan) => [...plan.indexes, ...plan.walks])))
  for (const index of uses)
    assert.ok(
      index.split('|').some((one) => used.has(one)),
      `${index} is not used, but ${[...used].join(' ')}`,
    )
}
