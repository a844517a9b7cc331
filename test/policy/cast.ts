import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { addToList } from '#features/lists/add-to-list.ts'
import { createList } from '#features/lists/create-list.ts'
import { notifyMentions } from '#features/notifications/notify-mentions.ts'
import { pollsOf } from '#features/polls/polls.queries.ts'
import { block } from '#features/relationships/block.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { unfollow } from '#features/relationships/unfollow.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import type { NewStatus } from '#features/statuses/new-status.ts'
import { followers, named, newGroup, newViewer, post, unlisted } from '../features/statuses/world.ts'
import { makeToken } from '../people.ts'
import type { TestWeb } from '../web.ts'

/** Who looks. `anonymous` sends no token, `app` one without a person. */
export const lookers = [
  'anonymous',
  'app',
  'stranger',
  'follower',
  'exFollower',
  'mentioned',
  'author',
  'blocked',
  'muter',
  'disabled',
  'moderator',
  'admin',
  'member',
  'memberFollower',
] as const
export type LookerKind = (typeof lookers)[number]

/** What is looked at: posts of the author, all else equal. */
export const posts = ['public', 'unlisted', 'followers', 'named', 'group', 'localOnly', 'edited', 'retired'] as const
export type PostKind = (typeof posts)[number]

export type Somebody = Awaited<ReturnType<typeof newViewer>>

export interface Cast {
  web: TestWeb
  people: Record<Exclude<LookerKind, 'anonymous' | 'app'>, Somebody>
  tokens: Partial<Record<LookerKind, string>>
  /** Ids of the posts. */
  posts: Record<PostKind, number>
  /** Each post asks something: its poll. */
  polls: ReadonlyMap<number, number>
  /** An answer to each post, by a colleague who is in every audience; it names whom the post names. */
  answers: Record<PostKind, number>
  /** Ids of the lists on which those who follow the author, and the author, have them. */
  lists: Partial<Record<LookerKind, number>>
  /** For each kind a listed post of the colleague that the author has answered with such a post. */
  roots: Record<PostKind, number>
}

/**
 * Everybody and everything. The posts name `mentioned`, `muter` and `blocked` (the one for the group: `member`, `muter`, `blocked`), so that
 * only the mute and the block keep these two from them. Each follows five others, so that no home is that of day one.
 */
export async function gather(web: TestWeb): Promise<Cast> {
  const { site } = web
  const people = {} as Cast['people']
  const tokens: Cast['tokens'] = { app: await makeToken(site, null) }
  const fillers = await Promise.all(Array.from({ length: 5 }, async (_, i) => await newViewer(site, `filler${i}`)))
  for (const kind of lookers) {
    if (kind === 'anonymous' || kind === 'app') continue
    people[kind] = await newViewer(site, kind.toLowerCase(), kind === 'moderator' || kind === 'admin' ? { role: kind } : {})
    tokens[kind] = await makeToken(site, people[kind])
    for (const filler of fillers) await follow(site, people[kind], filler.accountId)
  }
  const { author, mentioned, muter, blocked, member, memberFollower, follower, exFollower, disabled } = people
  const colleague = await newViewer(site, 'colleague')
  for (const fan of [follower, exFollower, muter, disabled, memberFollower, colleague, blocked]) await follow(site, fan, author.accountId)
  const lists: Cast['lists'] = {}
  for (const kind of ['author', 'follower', 'exFollower', 'muter', 'disabled', 'memberFollower', 'blocked'] as const) {
    const list = await createList(site, people[kind], { title: 'The author', repliesPolicy: 'list', exclusive: false })
    await addToList(site, people[kind], list.id, [author.accountId])
    lists[kind] = list.id
  }
  const groupId = await newGroup(site, author, colleague, member, memberFollower, muter, blocked, disabled)

  const at = (...some: Somebody[]) => some.map((one) => `@${one.username}`).join(' ')
  const openNames = at(mentioned, muter, blocked)
  const groupNames = at(member, muter, blocked)
  const kinds: Record<PostKind, { names: string; o: Partial<NewStatus> }> = {
    public: { names: openNames, o: {} },
    unlisted: { names: openNames, o: { audience: unlisted } },
    followers: { names: openNames, o: { audience: followers } },
    named: { names: `${openNames} ${at(colleague)}`, o: { audience: named } },
    group: { names: groupNames, o: { audience: { kind: 'group', groupId } } },
    localOnly: { names: openNames, o: { localOnly: true } },
    edited: { names: openNames, o: {} },
    retired: { names: openNames, o: {} },
  }
  const each = async (make: (kind: PostKind) => Promise<number>) => {
    const made = {} as Record<PostKind, number>
    for (const kind of posts) made[kind] = await make(kind)
    return made
  }
  const asked = { options: ['Yes', 'No'], lasts: 86_400, multiple: false, hideTotals: false }
  const made = await each(
    async (kind) => await post(site, author, `${kinds[kind].names} ${kind} #matrix`, { ...kinds[kind].o, poll: asked }),
  )
  const answers = await each(
    async (kind) => await post(site, colleague, `${kinds[kind].names.replace(at(colleague), '')} answer`, { replyToId: made[kind] }),
  )
  const roots = await each(async () => await post(site, colleague, 'What do you say?'))
  const counted = await each(
    async (kind) => await post(site, author, `${at(colleague)} I say`, { ...kinds[kind].o, replyToId: roots[kind] }),
  )

  const polls = new Map((await pollsOf(site.store.read, Object.values(made))).map((poll) => [poll.statusId, poll.id]))
  await editStatus(site, author, made.edited, { text: `${openNames} edited, once it was otherwise #matrix` })
  await unfollow(site, exFollower, author.accountId)
  await mute(site, muter, author.accountId)
  await block(site, author, blocked.accountId)
  await site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: 1 }).where(eq(accounts.id, disabled.accountId)))
  await deleteStatus(site, author, made.retired)
  await deleteStatus(site, author, counted.retired)
  for (const kind of posts) await notifyMentions(site, made[kind])
  return { web, people, tokens, lists, posts: made, polls, answers, roots }
}
