import { randomToken } from '#base/ids.ts'
import type { Caller } from '#base/viewer.ts'
import { personView } from '#features/accounts/accounts.html.ts'
import { maxCharacters } from '#features/settings/known-settings.ts'
import { readSetting } from '#features/settings/read-setting.ts'
import { form, go, page, pageArea, type PageCall, view } from '#http/page.ts'
import { composerFaults } from './composer-faults.ts'
import { composerView, type Faults, namesFor, noFaults, type Typed } from './composer.html.ts'
import { EditForm, PostForm, PublishQuery } from './composer.input.ts'
import { createStatus } from './create.ts'
import { editStatus } from './edit.ts'
import type { Repeat } from './repeat.ts'
import { ownStatus, showStatus } from './show.ts'
import { audienceView, postView } from './statuses.html.ts'
import { StatusPath } from './statuses.input.ts'
import type { StatusParts } from './statuses.json.ts'

type Call = Pick<PageCall, 'site' | 'viewer' | 'say' | 'caller'>

const answeredBy = async ({ site, viewer }: Call, id: number | undefined) =>
  id === undefined ? undefined : await showStatus(site, viewer, id)

/** The composer's page; a refused post comes back in it with everything that was typed. */
async function composerPage({ site, say }: Call, typed: Typed, answering: StatusParts | undefined, faults: Faults = noFaults) {
  const limit = await readSetting(site, maxCharacters)
  const back = answering ? postView(answering).path : '/home'
  const composer = composerView({
    action: '/posts',
    typed,
    limit,
    once: randomToken(16),
    back,
    faults,
    ...(answering ? { answering } : {}),
  })
  const title = answering ? say('composer.title_answer', { name: personView(answering.account).name }) : say('composer.title')
  return view('publish', title, { composer }, { status: faults === noFaults ? 200 : 422 })
}

/** The page on which a post is changed. */
async function editPage({ site, say }: Call, post: StatusParts, words: Omit<Typed, 'audience'>, faults: Faults = noFaults) {
  const limit = await readSetting(site, maxCharacters)
  const { id, path } = postView(post)
  const typed = { ...words, audience: 'everyone' } as const
  const composer = composerView({ action: `/posts/${id}/edit`, typed, limit, once: '', fixed: true, back: path, faults })
  const data = { composer, audience_key: audienceView(post.status).key }
  return view('edit', say('composer.title_edit'), data, { status: faults === noFaults ? 200 : 422 })
}

/**
 * A second click sends the same form: same `once`, same words. A page that Back has restored may carry an old `once` under new words, and
 * those are a new post.
 */
function repeatOf(caller: Caller, once: string, typed: Typed): { repeat?: Repeat } {
  if (caller.kind !== 'session' || once === '') return {}
  return { repeat: { holder: `session:${caller.sessionId}`, key: JSON.stringify([once, typed]) } }
}

/** To a post on a page: by the fragment without JavaScript, by the focus mark with it, since Turbo loses the fragment of a redirect. */
const goToPost = (path: string, id: number, flash: string) => go(`${path}#post-${id}`, { flash, focus: `post-${id}` })

export const composePages = pageArea('compose', [
  page('/publish', { query: PublishQuery }, async (c) => {
    const answering = await answeredBy(c, c.query.in_reply_to)
    const text = c.query.text || (answering ? namesFor(answering, c.viewer.accountId) : '')
    const typed = { text, warning: answering?.status.warning ?? '', language: c.viewer.locale, audience: 'everyone' } as const
    return await composerPage(c, typed, answering)
  }),

  // Where a browser without JavaScript stands after a refused post, when it is asked to read the page again.
  page('/posts', {}, async () => go('/publish')),

  form('/posts', { body: PostForm, limit: 'statuses' }, async (c) => {
    const { text, warning, language, audience, once, in_reply_to } = c.body
    const typed: Typed = { text, warning, language, audience }
    const answering = await answeredBy(c, in_reply_to)
    const wish = {
      text,
      warning,
      sensitive: false,
      language: language || null,
      audience: audience === 'everyone' ? { kind: audience, listed: true } : { kind: audience },
      replyToId: in_reply_to ?? null,
      localOnly: false,
      labelId: null,
    } as const
    try {
      const id = await createStatus(c.site, c.viewer, wish, repeatOf(c.caller, once, typed))
      return goToPost(answering ? postView(answering).path : '/home', id, 'flash.posted')
    } catch (error) {
      const faults = composerFaults(error, c.say, await readSetting(c.site, maxCharacters))
      if (!faults) throw error
      return await composerPage(c, typed, answering, faults)
    }
  }),

  page('/posts/:id/edit', { params: StatusPath }, async (c) => {
    const post = await ownStatus(c.site, c.viewer, c.params.id)
    const { text, warning, language } = post.status
    return await editPage(c, post, { text, warning, language: language ?? '' })
  }),

  form('/posts/:id/edit', { params: StatusPath, body: EditForm, limit: 'statuses' }, async (c) => {
    const post = await ownStatus(c.site, c.viewer, c.params.id)
    const { text, warning, language } = c.body
    try {
      await editStatus(c.site, c.viewer, c.params.id, { text, warning, language: language || null })
      return goToPost(postView(post).path, c.params.id, 'flash.edited')
    } catch (error) {
      const faults = composerFaults(error, c.say, await readSetting(c.site, maxCharacters))
      if (!faults) throw error
      return await editPage(c, post, { text, warning, language }, faults)
    }
  }),
])
