import { randomToken } from '#base/ids.ts'
import type { Caller } from '#base/viewer.ts'
import { personView } from '#features/accounts/accounts.html.ts'
import { loadPostingDefaults } from '#features/accounts/posting-defaults.queries.ts'
import { readMoment } from '#features/scheduled/typed-moment.ts'
import { maxCharacters } from '#features/settings/known-settings.ts'
import { readSetting } from '#features/settings/read-setting.ts'
import { earlierStatus, type Repeat } from '#features/statuses/repeat.ts'
import { ownStatus, showStatus } from '#features/statuses/show.ts'
import { postView } from '#features/statuses/statuses.html.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'
import { form, go, page, pageArea, type PageCall, view } from '#http/page.ts'
import { around, type Around, ifThere, loadWaiting } from './around.ts'
import { namesFor } from './composer.html.ts'
import { GoOnForm, PostForm, PublishQuery } from './composer.input.ts'
import { keepPictures } from './keep-pictures.ts'
import { loadComposer } from './load-composer.ts'
import { mostFormBytes } from './most-form-bytes.ts'
import { goneMeanwhile, orphaned, refusedMoment, type RefusedSheet, refusedPictures, refusedPost } from './refused-sheet.ts'
import { sendTyped } from './send-typed.ts'
import { type SentPicture, blankSheet, sheetOf, sheetOfWaiting, type Typed } from './typed.ts'

type Call = Pick<PageCall, 'site' | 'viewer' | 'say'>

/** The composer's page; a refused post comes back in it with everything that was typed. */
async function composerPage(
  c: Call,
  typed: Typed,
  { answering, old, waiting }: Around,
  o: { refused?: RefusedSheet; open?: string; status?: number } = {},
) {
  const replaced = old ? `anew-${old.status.id}` : waiting ? `later-${waiting.row.id}` : ''
  const composer = await loadComposer(c.site, c.viewer, {
    action: '/posts',
    typed,
    once: randomToken(16),
    draft: replaced || (answering ? `answer-${answering.status.id}` : 'new'),
    back: old ? postView(old).path : waiting ? '/scheduled' : answering ? postView(answering).path : '/home',
    ...(answering ? { answering } : {}),
    ...(old ? { insteadOf: old.status.id } : {}),
    ...(waiting ? { insteadOfLater: waiting.row.id } : {}),
    ...(o.open ? { open: o.open } : {}),
    ...o.refused,
  })
  const title = old
    ? c.say('composer.title_anew')
    : answering
      ? c.say('composer.title_answer', { name: personView(answering.account).name })
      : c.say(waiting ? 'scheduled.edit_title' : 'composer.title')
  return view('publish', title, { composer, anew: old !== undefined }, { status: o.status ?? (o.refused ? 422 : 200) })
}

/**
 * A second click sends the same form: same `once`, same words and files. A page that Back has restored may carry an old `once` under new words,
 * and those are a new post.
 */
function repeatOf(caller: Caller, once: string, typed: Typed, sent: readonly SentPicture[]): Repeat | undefined {
  if (caller.kind !== 'session' || once === '') return undefined
  const files = sent.map(({ file, alt }) => [file?.name, file?.size, alt])
  return { holder: `session:${caller.sessionId}`, key: JSON.stringify([once, typed, files]) }
}

/** To the new post: by the fragment without JavaScript, by the focus mark with it, since Turbo loses the fragment of a redirect. */
const made = (answering: StatusParts | undefined, id: number, dueAt: number | null) =>
  dueAt === null
    ? go(`${answering ? postView(answering).path : '/home'}#post-${id}`, { flash: 'flash.posted', focus: `post-${id}` })
    : go(`/scheduled#scheduled-${id}`, { flash: 'flash.scheduled', focus: `scheduled-${id}` })

export const publishPages = pageArea('publish', [
  page('/publish', { query: PublishQuery }, async (c) => {
    const { site, viewer, say } = c
    const { in_reply_to: replyToId, redraft: insteadOf, scheduled: insteadOfLater, text, audience, open } = c.query
    const place = await around(site, viewer, { replyToId, insteadOf, insteadOfLater })
    const { answering, old, waiting } = place
    if (old) return await composerPage(c, sheetOf(old, { anew: true }), place, { open })
    if (waiting) {
      const sheet = sheetOfWaiting(waiting, viewer.timeZone, site.clock.now())
      const orphan = waiting.row.wish.replyToId !== null && !answering
      if (orphan) return await composerPage(c, { ...sheet, audience: 'named' }, place, { refused: orphaned(say), status: 200 })
      return await composerPage(c, sheet, place, { open })
    }
    const blank = blankSheet(await loadPostingDefaults(site.store.read, viewer.accountId), viewer.locale)
    const begun = { text: text || (answering ? namesFor(answering, viewer.accountId) : ''), warning: answering?.status.warning ?? '' }
    return await composerPage(c, { ...blank, ...begun, ...(audience ? { audience } : {}) }, place, { open })
  }),

  // From the line on home, with what was typed there. Nothing is made of it, so a second sending does no harm.
  form('/publish', { body: GoOnForm }, async (c) => {
    const { open, ...begun } = c.body
    const blank = blankSheet(await loadPostingDefaults(c.site.store.read, c.viewer.accountId), c.viewer.locale)
    return await composerPage(c, { ...blank, ...begun }, {}, { open })
  }),

  // Where a browser without JavaScript stands after a refused post, when it is asked to read the page again.
  page('/posts', {}, async () => go('/publish')),

  form('/posts', { body: PostForm, limit: 'statuses', maxBody: mostFormBytes }, async (c) => {
    const { site, viewer, say } = c
    const { typed, sent, once, replyToId, insteadOf, insteadOfLater } = c.body
    const answering = replyToId === undefined ? undefined : await ifThere(showStatus(site, viewer, replyToId))
    const read = readMoment(typed.later, viewer.timeZone)
    const dueAt = 'fault' in read ? null : read.dueAt
    const repeat = repeatOf(c.caller, once, typed, sent)
    const earlier = repeat && (await earlierStatus(site, site.store.read, repeat))
    if (earlier !== undefined) return made(answering, earlier, dueAt)

    const old = insteadOf === undefined ? undefined : await ifThere(ownStatus(site, viewer, insteadOf))
    const waiting = insteadOfLater === undefined ? undefined : await ifThere(loadWaiting(site, viewer, insteadOfLater))
    const place = { answering, old, waiting }
    const kept = await keepPictures(site, viewer, { kept: typed.pictures, sent })
    const whole = { ...typed, pictures: kept.pictures }
    const refusedFiles = refusedPictures(kept, say)
    if (refusedFiles) return await composerPage(c, whole, place, { refused: refusedFiles })
    if (replyToId !== undefined && !answering)
      return await composerPage(c, { ...whole, audience: 'named' }, place, { refused: orphaned(say) })
    if ('fault' in read) return await composerPage(c, whole, place, { refused: refusedMoment(read.fault, say) })
    if (insteadOfLater !== undefined && !waiting) return await composerPage(c, whole, place, { refused: goneMeanwhile(say) })
    try {
      return made(answering, await sendTyped(site, viewer, whole, { place, replyToId, dueAt }, repeat), dueAt)
    } catch (error) {
      const refused = refusedPost(error, kept, say, await readSetting(site, maxCharacters))
      return await composerPage(c, whole, place, { refused })
    }
  }),
])
