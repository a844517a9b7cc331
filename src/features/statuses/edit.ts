import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Db } from '#db/store.ts'
import { hangMedia, type MediaChange } from '#features/media/hang-media.ts'
import { mediaOf } from '#features/media/media.queries.ts'
import type { Media } from '#features/media/media.schema.ts'
import { hangPoll } from '#features/polls/hang-poll.ts'
import { picturesOrPoll } from '#features/polls/pictures-or-poll.ts'
import type { PollWish } from '#features/polls/check-poll.ts'
import { pollsOf } from '#features/polls/polls.queries.ts'
import type { Site } from '#platform/site.ts'
import { askForIndex } from './ask-for-index.ts'
import { audienceOf } from './audience.ts'
import { blankText, type Composed, composeText } from './compose-text.ts'
import { insertEdit } from './edits.queries.ts'
import { mentionsOf, putMentions, silenceMention } from './mentions.queries.ts'
import { whomItNames } from './name-audience.ts'
import { statusEdited } from './statuses.events.ts'
import { lettersDue, mentionsDue } from './statuses.jobs.ts'
import { canEdit } from './statuses.policy.ts'
import { changeWords, lockStatus, statusesByIds } from './statuses.queries.ts'
import type { Status } from './statuses.schema.ts'
import { putTags } from './tags.queries.ts'

/** The new words, pictures and poll of a post. What is absent stays; the audience always does. */
export interface StatusChange {
  text?: string
  warning?: string
  sensitive?: boolean
  language?: string | null
  /** The pictures that it shall have, in their order. */
  mediaIds?: readonly number[]
  /** What is said anew of pictures. */
  mediaChanges?: readonly MediaChange[]
  /** What it shall ask; null = nothing any more. */
  poll?: PollWish | null
}

/**
 * Changes the viewer's own post and keeps the version that is replaced; nothing happens when nothing is different. Whoever is
 * named anew is told; whoever is no longer named keeps what was already received. Throws 404 for anybody else's post, 422 as `createStatus`.
 */
export async function editStatus(site: Site, viewer: Viewer, id: number, change: StatusChange): Promise<void> {
  const [before] = await statusesByIds(site.store.read, [id])
  if (!before || !canEdit(viewer, before)) throw notFound('status')
  const bare = (change.mediaIds ?? (await mediaOf(site.store.read, [id]))).length > 0
  const words = await composeText(site, { text: change.text ?? before.text, warning: change.warning ?? before.warning, bare })
  await site.store.tx(async (db) => {
    const status = await lockStatus(db, id)
    if (!status || !canEdit(viewer, status)) throw notFound('status')
    const next = {
      text: words.text,
      content: words.content,
      warning: words.warning,
      sensitive: (change.sensitive ?? status.sensitive) || words.warning !== '',
      language: change.language === undefined ? status.language : change.language,
    }
    const media = await mediaOf(db, [id])
    const [poll] = await pollsOf(db, [id])
    if (change.poll === undefined ? poll : change.poll) picturesOrPoll(change.mediaIds ?? media)
    const moved = await rehang(site, db, status, change, media)
    const asked = change.poll !== undefined && (await hangPoll(site, db, id, change.poll))
    if (words.text === '' && (change.mediaIds ?? media).length === 0) throw blankText()
    if (!moved && !asked && (Object.keys(next) as (keyof typeof next)[]).every((key) => key === 'content' || next[key] === status[key]))
      return
    const { text, content, warning, sensitive } = status
    const published = status.editedAt ?? status.createdAt
    const shown = media.map(({ id: mediaId, alt, focus }) => ({ id: mediaId, alt, focus }))
    const replaced = { text, content, warning, sensitive, media: shown, pollOptions: poll?.options ?? null, createdAt: published }
    await insertEdit(db, { id: site.ids.next(), statusId: id, ...replaced })
    await changeWords(db, id, { ...next, editedAt: site.clock.now() })
    await putTags(db, id, words.hashtags, () => site.ids.next())
    const news = await renameMentions(site, db, status, words)
    if (news > 0) await site.jobs.add(db, mentionsDue, { statusId: id })
    if (news > 0 && status.audience === 'named') await site.jobs.add(db, lettersDue, { statusId: id })
    await askForIndex(site, db, id)
    await site.events.add(db, statusEdited, { statusId: id, accountId: viewer.accountId })
  })
}

/** Brings the pictures in line with the change; answers whether any of them is different now. */
async function rehang(site: Site, db: Db, { id, accountId }: Status, change: StatusChange, media: readonly Media[]): Promise<boolean> {
  if (!change.mediaIds && !change.mediaChanges) return false
  const ids = change.mediaIds ?? media.map((file) => file.id)
  return await hangMedia(site, db, { statusId: id, accountId, ids, changes: change.mediaChanges ?? [] })
}

/** Brings the mentions in line with the new words; answers how many people are named who were not before. */
async function renameMentions(site: Site, db: Db, status: Status, words: Composed): Promise<number> {
  const circle = status.threadId === status.id ? {} : { circle: await circleOf(db, status) }
  const naming = { authorId: status.accountId, audience: audienceOf(status), named: words.named, ...circle }
  const named = await whomItNames(site, db, naming)
  const rows = await mentionsOf(db, [status.id])
  const aloud = rows.filter((row) => !row.silent).map((row) => row.accountId)
  const news = named.filter((accountId) => !aloud.includes(accountId))
  await putMentions(
    db,
    news.map((accountId) => ({ statusId: status.id, accountId, silent: false })),
  )
  for (const accountId of aloud) if (!named.includes(accountId)) await silenceMention(db, status.id, accountId)
  return news.length
}

/** Whose audience a reply inherits: its parent's, or its own once the parent is gone. */
async function circleOf(db: Db, status: Status): Promise<Status> {
  const [parent] = status.replyToId === null ? [] : await statusesByIds(db, [status.replyToId])
  return parent ?? status
}
