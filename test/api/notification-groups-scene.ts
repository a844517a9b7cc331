import { newViewer } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import type { TestWeb } from '../web.ts'
import { settle, type Somebody } from './notifications.ts'

export const list = '/api/v2/notifications'
export interface Group {
  group_key: string
  notifications_count: number
  type: string
  most_recent_notification_id: number
  page_min_id?: string
  page_max_id?: string
  latest_page_notification_at?: string
  sample_account_ids: string[]
  status_id?: string
}

/** Ten who like, pass on and follow. */
export const makeCrowd = async (t: TestWeb): Promise<Somebody[]> =>
  await Promise.all(Array.from({ length: 10 }, async (_, i) => await newViewer(t.site, `fan${i}`)))

/** The groups on a page of notifications. */
export const groups = async (api: Api, query = '') => (await api.get(`${list}${query}`)).json.notification_groups as Group[]

/** What groups there are and of how many each, in their order. */
export const shape = (some: Group[]) => some.map(({ type, notifications_count: count }) => `${type} ${count}`)

export const idOf = (who: Somebody) => String(who.accountId)

/** One deed after the other, so that their order is known. */
export async function each(t: TestWeb, who: readonly Somebody[], deed: (one: Somebody) => Promise<unknown>): Promise<void> {
  for (const one of who) {
    t.clock.advance(1000)
    await deed(one)
    await settle(t.site)
  }
}
