import { comparePositions } from '#base/position.ts'
import type { Subscription } from './subscription.ts'

/**
 * From where on an app misses something though other streams of it carry the channel: undefined while somebody reads one of them, else where
 * the last of them was read.
 */
export async function leftBehind(others: readonly Subscription[]): Promise<string | undefined> {
  const there = await Promise.all(others.map(async ({ stream }) => await stream.isThere()))
  if (there.includes(true)) return undefined
  return others.map(({ sure }) => sure).sort(comparePositions)[0]
}
