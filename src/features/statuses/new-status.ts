import { invalid, notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Db } from '#db/store.ts'
import { isMember } from '#features/groups/groups.queries.ts'
import { loadLabels } from '#features/labels/labels.json.ts'
import type { PollWish } from '#features/polls/check-poll.ts'
import type { Site } from '#platform/site.ts'
import { type Audience, audienceColumns, audienceOf, inherit } from './audience.ts'
import type { Composed } from './compose-text.ts'
import type { Status } from './statuses.schema.ts'

/** For whom the author wants a post; `followers` are the author's own. */
export type AudienceWish =
  | { kind: 'everyone'; listed: boolean }
  | { kind: 'followers' }
  | { kind: 'named' }
  | { kind: 'group'; groupId: number }

/** A post as its author wants it; kept as it is when it is for later (feature scheduled). */
export interface NewStatus {
  text: string
  warning: string
  /** Null here and below = as the author has set for all posts. */
  sensitive: boolean | null
  /** BCP 47. */
  language: string | null
  audience: AudienceWish | null
  replyToId: number | null
  localOnly: boolean
  labelId: number | null
  /** Own pictures that hang on nothing yet, in their order. */
  mediaIds?: readonly number[]
  poll?: PollWish
  /** Naming anybody else in the text is refused. */
  allowed?: readonly number[]
}

async function wishedAudience(db: Db, viewer: Viewer, wish: AudienceWish): Promise<Audience> {
  if (wish.kind === 'followers') return { kind: 'followers', followersOfId: viewer.accountId }
  if (wish.kind === 'group' && !(await isMember(db, viewer.accountId, wish.groupId))) throw notFound('group')
  return wish
}

/** A post of which nothing is left to the author's settings. */
export type SettledWish = NewStatus & { [K in 'sensitive' | 'language' | 'audience']: NonNullable<NewStatus[K]> }

/** Everything that a row is made of. */
export interface RowParts {
  id: number
  wish: SettledWish
  words: Composed
  parent: Status | undefined
  appId: number | null
}

/**
 * The row of a new post, read inside its transaction: audience, label and reach of a reply come from its parent (docs/adr/0009). Throws 422 for
 * an unknown label, 404 for a group that the author is not in.
 */
export async function newRow(site: Site, db: Db, viewer: Viewer, { id, wish, words, parent, appId }: RowParts): Promise<Status> {
  const wished = await wishedAudience(db, viewer, wish.audience)
  const audience = parent ? inherit(audienceOf(parent), wished) : wished
  const labelId = wish.labelId ?? parent?.labelId ?? null
  if (labelId !== null && !(await loadLabels(db, [labelId])).has(labelId))
    throw invalid({ label: [{ error: 'ERR_INCLUSION', description: 'Label is not one of the labels here' }] })
  return {
    id,
    accountId: viewer.accountId,
    ...audienceColumns(audience),
    labelId,
    localOnly: wish.localOnly || (parent?.localOnly ?? false),
    text: words.text,
    content: words.content,
    warning: words.warning,
    sensitive: wish.sensitive || words.warning !== '',
    language: wish.language,
    replyToId: parent?.id ?? null,
    replyToAccountId: parent?.accountId ?? null,
    threadId: parent?.threadId ?? id,
    // Counted where everybody who reads the number may read the reply (SEC:V4).
    replyCounted: parent?.audience === audience.kind,
    boostOfId: null,
    editedAt: null,
    createdAt: site.clock.now(),
    repliesCount: 0,
    boostsCount: 0,
    favouritesCount: 0,
    appId,
  }
}
