import { noMoment } from '#features/scheduled/typed-moment.ts'
import { maxCharacters } from '#features/settings/known-settings.ts'
import { readSetting } from '#features/settings/read-setting.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { ownStatus } from '#features/statuses/show.ts'
import { audienceView, postView } from '#features/statuses/statuses.html.ts'
import { StatusPath } from '#features/statuses/statuses.input.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'
import { form, go, page, pageArea, type PageCall, view } from '#http/page.ts'
import { EditForm } from './composer.input.ts'
import { keepPictures } from './keep-pictures.ts'
import { loadComposer } from './load-composer.ts'
import { mostFormBytes } from './most-form-bytes.ts'
import { pollChange } from './poll-wish.ts'
import { type RefusedSheet, refusedPictures, refusedPost } from './refused-sheet.ts'
import { sheetOf, type Typed } from './typed.ts'

/** The page on which a post is changed. */
async function editPage(c: Pick<PageCall, 'site' | 'viewer' | 'say'>, post: StatusParts, typed: Typed, refused?: RefusedSheet) {
  const { id, path } = postView(post)
  const composer = await loadComposer(c.site, c.viewer, {
    action: `/posts/${id}/edit`,
    typed,
    once: '',
    draft: `change-${id}`,
    fixed: post.status.audience === 'named' ? 'named' : true,
    back: path,
    ...refused,
  })
  const data = { composer, audience_key: audienceView(post.status).key }
  return view('edit', c.say('composer.title_edit'), data, { status: refused ? 422 : 200 })
}

export const changePages = pageArea('change', [
  page('/posts/:id/edit', { params: StatusPath }, async (c) => {
    const post = await ownStatus(c.site, c.viewer, c.params.id)
    return await editPage(c, post, sheetOf(post, { anew: false }))
  }),

  form('/posts/:id/edit', { params: StatusPath, body: EditForm, limit: 'statuses', maxBody: mostFormBytes }, async (c) => {
    const { site, viewer, say } = c
    const { id } = c.params
    const { typed, sent } = c.body
    const post = await ownStatus(site, viewer, id)
    const kept = await keepPictures(site, viewer, { kept: typed.pictures, sent })
    const whole = { ...typed, pictures: kept.pictures, audience: sheetOf(post, { anew: false }).audience, later: noMoment }
    const refusedFiles = refusedPictures(kept, say)
    if (refusedFiles) return await editPage(c, post, whole, refusedFiles)
    const { text, warning, language, sensitive } = typed
    const poll = pollChange(typed.poll, post.poll?.poll, site.clock.now())
    try {
      await editStatus(site, viewer, id, {
        text,
        warning,
        language: language || null,
        sensitive,
        mediaIds: kept.pictures.map((picture) => picture.id),
        mediaChanges: kept.pictures.map((picture) => ({ id: picture.id, alt: picture.alt || null })),
        ...(poll === undefined ? {} : { poll }),
      })
      return go(`${postView(post).path}#post-${id}`, { flash: 'flash.edited', focus: `post-${id}` })
    } catch (error) {
      return await editPage(c, post, whole, refusedPost(error, kept, say, await readSetting(site, maxCharacters)))
    }
  }),
])
