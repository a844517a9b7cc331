import { makeToken } from '../people.ts'
import { newViewer } from '../features/statuses/world.ts'
import type { Api, ApiAnswer } from '../api.ts'
import type { TestWeb } from '../web.ts'

export const lunch = { options: ['4 December', '11 December', '18 December'], expires_in: 3600 }

/** Votes as an app does. */
export const vote = async (app: Api, id: string, ...choices: unknown[]): Promise<ApiAnswer> =>
  await app.post(`/api/v1/polls/${id}/votes`, { body: { choices } })

/** Somebody who asks and somebody who votes. */
export async function makeAsker(t: TestWeb) {
  const [author, voter] = [await newViewer(t.site, 'author'), await newViewer(t.site, 'voter')]
  const writer = t.api(await makeToken(t.site, author, ['read:statuses', 'write:statuses', 'write:media', 'read:notifications']))
  const create = async (poll: unknown, more: object = {}) =>
    await writer.post('/api/v1/statuses', { body: { status: 'When?', poll, ...more } })
  return {
    author,
    voter,
    writer,
    /** The voter's app. */
    reader: t.api(await makeToken(t.site, voter, ['read:statuses', 'write:statuses', 'read:notifications'])),
    create,
    /** The post that asks when lunch is. */
    made: async (more: object = {}) => (await create({ ...lunch, ...more })).json,
  }
}

export type Asker = Awaited<ReturnType<typeof makeAsker>>
