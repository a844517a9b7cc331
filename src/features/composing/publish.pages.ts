import { Refusal } from '#base/errors.ts'
import { randomToken } from '#base/ids.ts'
import type { Caller } from '#base/viewer.ts'
import { personView } from '#features/accounts/accounts.html.ts'
import { loadPostingDefaults } from '#features/accounts/posting-defaults.queries.ts'
import { maxCharacters } from '#features/settings/known-settings.ts'
import { readSetting } from '#features/settings/read-setting.ts'
import { createStatus } from '#features/statuses/create.ts'
import { redraftStatus } from '#features/statuses/redraft.ts'
import { earlierStatus, type Repeat } from '#features/statuses/repeat.ts'
import { ownStatus, showStatus } from '#features/statuses/show.ts'
import { postView } from '#features/statuses/statuses.html.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'
import { form, go, page, pageArea, type PageCall, view } from '#http/page.ts'
import { namesFor } from './composer.html.ts'
import { GoOnForm, PostForm, PublishQuery } from './composer.input.ts'
import { keepPictures } from './keep-pictures.ts'
import { loadComposer } from './load-composer.ts'
import { mostFormBytes } from './most-form-bytes.ts'
import { pollWish } from './poll-wish.ts'
import { orphaned, type RefusedSheet, refusedPictures, refusedPost } from './refused-sheet.ts'
import { type SentPicture, audienceWish, blankSheet, sheetOf, type Typed } from './typed.ts'

type Call = Pick<PageCall, 'site' | 'viewer' | 'say'>

/** What a new post stands in: the one that it answers, the one that it replaces. */
interface Around {
  answering: StatusParts | undefined
  old: StatusParts | undefined
}

/** A post, or undefined when it is gone by now: what was written for it must not go with it. */
async function ifThere(loaded: Promise<StatusParts>): Promise<StatusParts | undefined> {
  try {
    return await loaded
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return undefined
    throw error
  }
}

/** What a new post is written for. Throws 404 when there is no such post. */
async function around({ site, viewer }: Call, o: { replyToId?: number | undefined; insteadOf?: number | undefined }): Promise<Around> {
  if (o.insteadOf === undefined)
    return { old: undefined, answering: o.replyToId === undefined ? undefined : await showStatus(site, viewer, o.replyToId) }
  const old = await ownStatus(site, viewer, o.insteadOf)
  const { replyToId } = old.status
  return { old, answering: replyToId === null ? undefined : await ifThere(showStatus(site, viewer, replyToId)) }
}

/** The composer's page; a refused post comes back in it with everything that was typed. */
async function composerPage(c: Call, typed: Typed, { answering, old }: Around, o: { refused?: RefusedSheet; open?: string } = {}) {
  const composer = await loadComposer(c.site, c.viewer, {
    action: '/posts',
    typed,
    once: randomToken(16),
    draft: old ? `anew-${old.status.id}` : answering ? `answer-${answering.status.id}` : 'new',
    back: old ? postView(old).path : answering ? postView(answering).path : '/home',
    ...(answering ? { answering } : {}),
    ...(old ? { insteadOf: old.status.id } : {}),
    ...(o.open ? { open: o.open } : {}),
    ...o.refused,
  })
  const title = old
    ? c.say('composer.title_anew')
    : answering
      ? c.say('composer.title_answer', { name: personView(answering.account).name })
      : c.say('composer.title')
  return view('publish', title, { composer, anew: old !== undefined }, { status: o.refused ? 422 : 200 })
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
const posted = (answering: StatusParts | undefined, id: number) =>
  go(`${answering ? postView(answering).path : '/home'}#post-${id}`, { flash: 'flash.posted', focus: `post-${id}` })

export const publishPages = pageArea('publish', [
  page('/publish', { query: PublishQuery }, async (c) => {
    const { in_reply_to: replyToId, redraft: insteadOf, text, audience, open } = c.query
    const { accountId, locale } = c.viewer
    const place = await around(c, { replyToId, insteadOf })
    const { answering, old } = place
    if (old) return await composerPage(c, sheetOf(old, { anew: true }), place, { open })
    const blank = blankSheet(await loadPostingDefaults(c.site.store.read, accountId), locale)
    const begun = { text: text || (answering ? namesFor(answering, accountId) : ''), warning: answering?.status.warning ?? '' }
    return await composerPage(c, { ...blank, ...begun, ...(audience ? { audience } : {}) }, place, { open })
  }),

  // From the line on home, with what was typed there. Nothing is made of it, so a second sending does no harm.
  form('/publish', { body: GoOnForm }, async (c) => {
    const { open, ...begun } = c.body
    const blank = blankSheet(await loadPostingDefaults(c.site.store.read, c.viewer.accountId), c.viewer.locale)
    return await composerPage(c, { ...blank, ...begun }, { answering: undefined, old: undefined }, { open })
  }),

  // Where a browser without JavaScript stands after a refused post, when it is asked to read the page again.
  page('/posts', {}, async () => go('/publish')),

  form('/posts', { body: PostForm, limit: 'statuses', maxBody: mostFormBytes }, async (c) => {
    const { site, viewer, say } = c
    const { typed, sent, once, replyToId, insteadOf } = c.body
    const answering = replyToId === undefined ? undefined : await ifThere(showStatus(site, viewer, replyToId))
    const repeat = repeatOf(c.caller, once, typed, sent)
    const earlier = repeat && (await earlierStatus(site, site.store.read, repeat))
    if (earlier !== undefined) return posted(answering, earlier)

    const old = insteadOf === undefined ? undefined : await ifThere(ownStatus(site, viewer, insteadOf))
    const kept = await keepPictures(site, viewer, { kept: typed.pictures, sent })
    const whole = { ...typed, pictures: kept.pictures }
    const refusedFiles = refusedPictures(kept, say)
    if (refusedFiles) return await composerPage(c, whole, { answering, old }, { refused: refusedFiles })
    if (replyToId !== undefined && !answering)
      return await composerPage(c, { ...whole, audience: 'named' }, { answering, old }, { refused: orphaned(say) })
    const { text, warning, sensitive, language, audience, poll } = typed
    const asked = pollWish(poll)
    const wish = {
      text,
      warning,
      sensitive,
      language: language || null,
      audience: audienceWish(audience, old?.status.groupId ?? null),
      replyToId: replyToId ?? null,
      localOnly: old?.status.localOnly ?? false,
      labelId: old?.status.labelId ?? null,
      mediaIds: kept.pictures.map(({ id }) => id),
      ...(asked ? { poll: asked } : {}),
    }
    const o = { mediaChanges: kept.pictures.map(({ id, alt }) => ({ id, alt: alt || null })), ...(repeat ? { repeat } : {}) }
    try {
      const id = await (old ? redraftStatus(site, viewer, { insteadOf: old.status.id, wish }, o) : createStatus(site, viewer, wish, o))
      return posted(answering, id)
    } catch (error) {
      const refused = refusedPost(error, kept, say, await readSetting(site, maxCharacters))
      return await composerPage(c, whole, { answering, old }, { refused })
    }
  }),
])
