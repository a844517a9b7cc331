import { type PostView, postView } from './statuses.html.ts'
import type { StatusParts } from './statuses.json.ts'
import type { Thread } from './thread.ts'

/** An answer with those below it. */
export interface ReplyView {
  post: PostView
  replies: ReplyView[]
}

/** In a thread the place says what is answered. */
const placed = (parts: StatusParts): PostView => ({ ...postView(parts), answers_to: null })

/** Two levels: an answer, and flat below it everything that it led to, in the order of the conversation (the look's rule for threads). */
export function threadView({ lead, ancestors, descendants }: Thread) {
  const replies: ReplyView[] = []
  const rootOf = new Map<number, ReplyView>()
  for (const parts of descendants) {
    const root = rootOf.get(parts.status.replyToId ?? 0)
    const reply = { post: placed(parts), replies: [] }
    if (root) root.replies.push(root.post.id === String(parts.status.replyToId) ? reply : { ...reply, post: postView(parts) })
    else replies.push(reply)
    rootOf.set(parts.status.id, root ?? reply)
  }
  return {
    ancestors: ancestors.map(placed),
    post: ancestors.length > 0 ? placed(lead) : postView(lead),
    replies,
    count: descendants.length,
  }
}
