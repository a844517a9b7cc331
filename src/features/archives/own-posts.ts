import { setImmediate } from 'node:timers/promises'
import type { Viewer } from '#base/viewer.ts'
import { loadStatusParts, type StatusParts } from '#features/statuses/statuses.json.ts'
import { accountStatusIds } from '#features/timelines/account-status-ids.ts'
import type { Site } from '#platform/site.ts'

const perStep = 40

/** Everything that the viewer has posted and boosted, the newest first, in steps: however much it is, only a step of it is held. */
export async function* ownPosts(site: Site, viewer: Viewer): AsyncGenerator<StatusParts[]> {
  for (let maxId: number | undefined, more = true; more;) {
    const page = { limit: perStep, ...(maxId === undefined ? {} : { maxId }) }
    const ids = await accountStatusIds(site, viewer, viewer.accountId, page)
    yield await loadStatusParts(site, site.store.read, ids, viewer)
    maxId = ids.at(-1)
    more = ids.length === perStep
    await setImmediate()
  }
}
