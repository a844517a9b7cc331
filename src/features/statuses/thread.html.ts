import { type FaceView, type PersonView, personView } from '#features/accounts/accounts.html.ts'
import { grouped } from './lists.ts'
import { withFirstPicture } from './pictures.html.ts'
import { type PostView, postView } from './statuses.html.ts'
import type { StatusParts } from './statuses.json.ts'
import type { Thread } from './thread.ts'

/** An answer with those below it. */
export interface ReplyView {
  post: PostView
  replies: ReplyView[]
  /** What is folded below it. */
  more: FoldView | null
}

/** "2 more from Ken and Mira": answers that open when they are wanted. */
export interface FoldView {
  faces: FaceView[]
  /** Locale key; `a`, `b` are names as HTML, `count` says how many answers. */
  key: string
  a_html: string
  b_html: string
  count: number
  replies: ReplyView[]
}

/** Answers to one answer that stand open; of more the rest is folded. */
const mostOpen = 3
const mostFaces = 3

/** In a thread the place says what is answered. */
const placed = (parts: StatusParts): PostView => ({ ...postView(parts), answers_to: null })
const alone = (post: PostView): ReplyView => ({ post, replies: [], more: null })

/** Answers in the order of the conversation; each says whom it answers unless that is the one below which they stand. */
const flat = (list: readonly StatusParts[], below: number): ReplyView[] =>
  list.map((parts) => alone(parts.status.replyToId === below ? placed(parts) : postView(parts)))

function fold(list: readonly StatusParts[], below: number): FoldView {
  const people = new Map<string, PersonView>()
  for (const { account } of list) {
    const person = personView(account)
    people.set(person.id, person)
  }
  const [a, b, ...others] = people.values()
  const key = others.length > 0 ? 'thread.more_others' : b ? 'thread.more_two' : 'thread.more_one'
  const faces = [...people.values()].slice(0, mostFaces).map((person) => person.face)
  return { faces, key, a_html: a?.name_html ?? '', b_html: b?.name_html ?? '', count: list.length, replies: flat(list, below) }
}

/**
 * Two levels stand open: an answer, and flat below it those to it. What these led to is folded, each branch for itself, in the order of the
 * conversation (the look's rule for threads); a branch of one answer is no shorter folded, so it stands open.
 */
export function threadView({ lead, ancestors, descendants }: Thread) {
  const answers = grouped(descendants, (parts) => parts.status.replyToId ?? 0)
  /** Everything below an answer, oldest first: parents come before their answers. */
  const below = (id: number) => {
    const reached = new Set([id])
    return descendants.filter(({ status }) => {
      const belongs = status.replyToId !== null && reached.has(status.replyToId)
      if (belongs) reached.add(status.id)
      return belongs
    })
  }
  const branch = (parts: StatusParts): ReplyView[] => {
    const { id } = parts.status
    const rest = below(id)
    const first = { post: placed(parts), replies: [], more: rest.length > 1 ? fold(rest, id) : null }
    return rest.length === 1 ? [first, alone(postView(rest[0]!))] : [first]
  }
  const reply = (parts: StatusParts): ReplyView => {
    const { id } = parts.status
    const direct = answers.get(id) ?? []
    // One more than stands open is shown as well: its fold would be as long.
    const open = direct.length <= mostOpen + 1 ? direct : direct.slice(0, mostOpen)
    const shown = new Set(open.flatMap((one) => [one, ...below(one.status.id)]))
    const hidden = below(id).filter((one) => !shown.has(one))
    return { post: placed(parts), replies: open.flatMap(branch), more: hidden.length > 0 ? fold(hidden, id) : null }
  }
  return {
    ancestors: ancestors.map(placed),
    post: withFirstPicture([ancestors.length > 0 ? placed(lead) : postView(lead)])[0]!,
    replies: (answers.get(lead.status.id) ?? []).map(reply),
    count: descendants.length,
  }
}
