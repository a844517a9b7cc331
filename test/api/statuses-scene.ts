import assert from 'node:assert/strict'
import { idAt } from '#base/ids.ts'
import { follow } from '#features/relationships/follow.ts'
import { newViewer } from '../features/statuses/world.ts'
import { makeToken } from '../people.ts'
import { testStart } from '../site.ts'
import type { TestWeb } from '../web.ts'

export const missing = idAt(testStart + 86_400_000)
export const one = (id: string | number) => `/api/v1/statuses/${id}`

/** Alice, who posts, with apps of exactly the scope that each row asks for, and bob, who follows her. */
export async function makeWriter(t: TestWeb) {
  const alice = await newViewer(t.site, 'alice')
  const bob = await newViewer(t.site, 'bob')
  await follow(t.site, bob, alice.accountId)
  const writer = t.api(await makeToken(t.site, alice, ['write:statuses']))
  const create = async (body: object, headers: Record<string, string> = {}) => await writer.post('/api/v1/statuses', { body, headers })
  return {
    bob,
    writer,
    reader: t.api(await makeToken(t.site, alice, ['read:statuses'])),
    /** Bob's. */
    other: t.api(await makeToken(t.site, bob, ['read:statuses', 'write:statuses'])),
    create,
    /** Posts what must be taken, and answers its id. */
    async created(body: object) {
      const answer = await create(body)
      assert.equal(answer.status, 200, answer.text)
      return String(answer.json.id)
    },
  }
}

export type Writer = Awaited<ReturnType<typeof makeWriter>>
