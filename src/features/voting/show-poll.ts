import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { pollById } from '#features/polls/polls.queries.ts'
import type { PollParts } from '#features/polls/polls.json.ts'
import { showStatus } from '#features/statuses/show.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'
import type { Site } from '#platform/site.ts'

/** A poll with the post that asks it. Throws the same 404 for a poll that is not there and for one whose post is hidden (SEC:V6). */
export async function showPoll(site: Site, viewer: Viewer, id: number): Promise<{ parts: StatusParts; poll: PollParts }> {
  const row = await pollById(site.store.read, id)
  if (!row) throw notFound('poll')
  const parts = await showStatus(site, viewer, row.statusId)
  // An edit may have put another poll in its place meanwhile.
  if (parts.poll?.poll.id !== id) throw notFound('poll')
  return { parts, poll: parts.poll }
}
