import { follow } from '#features/relationships/follow.ts'
import { named, newViewer, post } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { exactly } from '../exact.ts'
import type { TestWeb } from '../web.ts'
import { settle } from './notifications.ts'

export const list = '/api/v1/conversations'
export type Somebody = Awaited<ReturnType<typeof newViewer>> & { api: Api }
export interface Conversation {
  id: string
  unread: boolean
  accounts: { id: string }[]
  last_status: { id: string } | null
}

/** Three who follow each other, so that no letter between them is a stranger's. */
export async function circle(t: TestWeb): Promise<{ ann: Somebody; ben: Somebody; cleo: Somebody }> {
  const made: Somebody[] = []
  for (const name of ['ann', 'ben', 'cleo']) {
    const who = await newViewer(t.site, name)
    made.push({ ...who, api: exactly(t, who) })
  }
  for (const one of made) for (const other of made) if (one !== other) await follow(t.site, one, other.accountId)
  const [ann, ben, cleo] = made as [Somebody, Somebody, Somebody]
  return { ann, ben, cleo }
}

/** A letter, a second after the last one, that the worker has filed. */
export async function write(t: TestWeb, by: Somebody, to: readonly Somebody[], o: Parameters<typeof post>[3] = {}): Promise<number> {
  t.clock.advance(1000)
  const id = await post(t.site, by, `${to.map((one) => `@${one.username}`).join(' ')} a word`, { audience: named, ...o })
  await settle(t.site)
  return id
}

/** The conversations that somebody sees, newest first. */
export const of = async (who: Somebody, query = '') => (await who.api.get(`${list}${query}`)).json as Conversation[]

/** The last letter of each. */
export const last = (some: Conversation[]) => some.map((one) => Number(one.last_status?.id))
