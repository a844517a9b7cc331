import { follow } from '#features/relationships/follow.ts'
import { boost } from '#features/statuses/boost.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { newViewer, post } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { exactly } from '../exact.ts'
import type { TestWeb } from '../web.ts'
import { settle, type Somebody } from './notifications.ts'

export const list = '/api/v1/notifications'
export type Shown = { id: string; type: string; account: { id: string }; status?: { id: string } }[]
export const ids = (shown: Shown) => shown.map((one) => one.id)
export const types = (shown: Shown) => shown.map((one) => one.type)

/** Somebody with a post, whom others have mentioned, followed, liked and passed on, in this order. */
export async function told(t: TestWeb): Promise<{ me: Somebody; api: Api; bob: Somebody; carol: Somebody; mine: number }> {
  const [me, bob, carol] = [await newViewer(t.site, 'me'), await newViewer(t.site, 'bob'), await newViewer(t.site, 'carol')]
  const mine = await post(t.site, me, 'what I say')
  for (const deed of [
    async () => await post(t.site, bob, `@${me.username} hello`),
    async () => await follow(t.site, bob, me.accountId),
    async () => await favourite(t.site, carol, mine),
    async () => await boost(t.site, bob, mine),
  ]) {
    await deed()
    t.clock.advance(1000)
    await settle(t.site)
  }
  return { me, api: exactly(t, me), bob, carol, mine }
}
