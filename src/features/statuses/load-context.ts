import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { grouped } from './lists.ts'
import type { StatusParts } from './statuses.json.ts'
import { loadThread, type Thread, type ThreadBounds } from './thread.ts'

/** Mastodon looks at 4096 posts either way; an app shows far fewer (SEC:D9). */
const bounds: ThreadBounds = { rows: 4096, ancestors: 1000, descendants: 1000 }

/**
 * What stands above and below a post, as apps expect it: below, each post is followed by all that answers it, and what its author went on to
 * say comes first. Throws 404 for a hidden post.
 */
export async function loadContext(site: Site, viewer: Viewer, id: number): Promise<Pick<Thread, 'ancestors' | 'descendants'>> {
  const { ancestors, descendants } = await loadThread(site, viewer, id, bounds)
  return { ancestors, descendants: asTree(id, descendants) }
}

/** Depth first, without recursion: a thread may be as deep as it is long. */
function asTree(root: number, descendants: readonly StatusParts[]): StatusParts[] {
  const answers = grouped(descendants, (parts) => parts.status.replyToId ?? 0)
  const toCome = inOrder(answers.get(root) ?? []).reverse()
  const tree: StatusParts[] = []
  for (let next = toCome.pop(); next; next = toCome.pop()) {
    tree.push(next)
    toCome.push(...inOrder(answers.get(next.status.id) ?? []).reverse())
  }
  return tree
}

const goesOn = ({ status }: StatusParts) => status.replyToAccountId === status.accountId
const inOrder = (answers: readonly StatusParts[]) => [...answers.filter(goesOn), ...answers.filter((parts) => !goesOn(parts))]
