import { follow } from '#features/relationships/follow.ts'
import { newViewer } from '../features/statuses/world.ts'
import { exactly } from '../exact.ts'
import { makeToken } from '../people.ts'
import type { TestWeb } from '../web.ts'

export const v2 = '/api/v2/filters'
export const v1 = '/api/v1/filters'

/** Alice, who posts, and a reader of hers, who filters. */
export async function makeFilterer(t: TestWeb) {
  const alice = await newViewer(t.site, 'alice')
  const reader = await newViewer(t.site, 'reader')
  await follow(t.site, reader, alice.accountId)
  const app = exactly(t, reader)
  return {
    alice,
    reader,
    /** The reader's. */
    app,
    /** Alice's. */
    other: t.api(await makeToken(t.site, alice)),
    make: async (o: object = {}) =>
      (await app.post(v2, { body: { title: 'Football', context: ['home'], keywords_attributes: [{ keyword: 'goal' }], ...o } })).json,
    async clear() {
      for (const { id } of (await app.get(v2)).json) await app.delete(`${v2}/${id}`)
    },
  }
}

export type Filterer = Awaited<ReturnType<typeof makeFilterer>>
