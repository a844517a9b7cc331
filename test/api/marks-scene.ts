import { idAt } from '#base/ids.ts'
import { newViewer } from '../features/statuses/world.ts'
import { makeToken } from '../people.ts'
import { testStart } from '../site.ts'
import type { TestWeb } from '../web.ts'

export const missing = idAt(testStart + 86_400_000)
export type Somebody = Awaited<ReturnType<typeof newViewer>>

/** The address of a post, or of what can be done with it. */
export const at = (id: number | string, end = '') => `/api/v1/statuses/${id}${end && `/${end}`}`

/** Three people, and the apps of the first two. */
export async function makeReaders(t: TestWeb) {
  const [alice, bob, carol] = [await newViewer(t.site, 'alice'), await newViewer(t.site, 'bob'), await newViewer(t.site, 'carol')]
  return { alice, bob, carol, mine: t.api(await makeToken(t.site, alice)), bobs: t.api(await makeToken(t.site, bob)) }
}
