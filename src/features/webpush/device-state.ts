import type { Site } from '#platform/site.ts'
import type { PushSubscription } from './webpush.schema.ts'

/** How a device's push works. `said`: the HTTP status of the last answer; null = there was none. */
export type DeviceState =
  | { kind: 'waiting' }
  | { kind: 'works'; at: number }
  | { kind: 'failing'; since: number; said: string | null }
  /** We may not ask its host: `fetch.push` does not name it, or its name leads where nobody may be led. */
  | { kind: 'barred'; host: string }

/** The host of an endpoint, which push services and relays are known by. */
export const hostOf = ({ endpoint }: Pick<PushSubscription, 'endpoint'>): string => new URL(endpoint).host

/** What is known of a device's push, in a word. */
export function deviceState(
  { fetch }: Pick<Site, 'fetch'>,
  one: Pick<PushSubscription, 'endpoint' | 'workedAt' | 'failingSince' | 'lastAnswer'>,
): DeviceState {
  if (!fetch.may('push', one.endpoint) || (one.failingSince !== null && one.lastAnswer === 'address'))
    return { kind: 'barred', host: hostOf(one) }
  if (one.failingSince !== null)
    return { kind: 'failing', since: one.failingSince, said: /^\d+$/.test(one.lastAnswer ?? '') ? one.lastAnswer : null }
  return one.workedAt === null ? { kind: 'waiting' } : { kind: 'works', at: one.workedAt }
}
