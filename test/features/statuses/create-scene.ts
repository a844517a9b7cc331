import assert from 'node:assert/strict'
import { Refusal } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { follow } from '#features/relationships/follow.ts'
import { mentionsOf } from '#features/statuses/mentions.queries.ts'
import { showStatus } from '#features/statuses/show.ts'
import { statusesByIds } from '#features/statuses/statuses.queries.ts'
import type { Site } from '#platform/site.ts'
import { newViewer } from './world.ts'

export type Somebody = Awaited<ReturnType<typeof newViewer>>

/** Four people; bob and carol follow alice. */
export async function makeFour(site: Site): Promise<[alice: Somebody, bob: Somebody, carol: Somebody, dora: Somebody]> {
  const [alice, bob] = [await newViewer(site, 'alice'), await newViewer(site, 'bob')]
  const [carol, dora] = [await newViewer(site, 'carol'), await newViewer(site, 'dora')]
  await follow(site, bob, alice.accountId)
  await follow(site, carol, alice.accountId)
  return [alice, bob, carol, dora]
}

/** The row of a post as it is now. */
export const rowOf = async (site: Site, id: number) => (await statusesByIds(site.store.read, [id]))[0]!

/** Whether an error is the refusal with this code and status. */
export const refused = (code: string, status: number) => (e: unknown) => e instanceof Refusal && e.code === code && e.status === status

/** Whether somebody may see a post; if not, it is as if it were not there. */
export const sees = async (site: Site, viewer: Viewer, id: number): Promise<boolean> =>
  await showStatus(site, viewer, id).then(
    () => true,
    (e: unknown) => {
      assert.ok(e instanceof Refusal && e.status === 404)
      return false
    },
  )

/** The names of those whom a post names, in words or in silence. */
export async function mentionNames(site: Site, id: number, silent: boolean): Promise<string[]> {
  const ids = (await mentionsOf(site.store.read, [id])).filter((m) => m.silent === silent).map((m) => m.accountId)
  const found = await loadAccounts(site.store.read, ids)
  return ids.map((one) => found.get(one)!.account.username)
}
