import { post } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import type { TestWeb } from '../web.ts'
import { settle, type Somebody } from './notifications.ts'

export const list = '/api/v1/notifications'
export const requests = `${list}/requests`
export interface Asked {
  id: string
  notifications_count: string
  account: { id: string }
  last_status: { id: string } | null
  updated_at: string
}

export const policy = async (api: Api, body: object) => await api.patch('/api/v2/notifications/policy', { body })

/** The requests that wait, newest first. */
export const asked = async (api: Api) => (await api.get(requests)).json as Asked[]

/** Of which types the notifications are, newest first. */
export const types = async (api: Api, query = '') =>
  (await api.get(`${list}${query}`)).json.map((one: { type: string }) => one.type) as string[]

/** Somebody names somebody in a post, a second after the last one, and the worker has told it. */
export async function mention(t: TestWeb, by: Somebody, to: Somebody, o: Parameters<typeof post>[3] = {}): Promise<number> {
  t.clock.advance(1000)
  const id = await post(t.site, by, `@${to.username} hello`, o)
  await settle(t.site)
  return id
}
