import { personView } from '#features/accounts/accounts.html.ts'
import { idInput } from '#features/accounts/accounts.input.ts'
import { form, go, page, pageArea, type PageCall, view } from '#http/page.ts'
import { z } from 'zod'
import { deleteStatus } from './delete.ts'
import { statusVersions } from './history.ts'
import { ownStatus, showStatus } from './show.ts'
import { historyViews } from './history.html.ts'
import { postView, startHtml, startOf } from './statuses.html.ts'
import { StatusPath } from './statuses.input.ts'
import type { StatusParts } from './statuses.json.ts'
import { threadView } from './thread.html.ts'
import { loadThread } from './thread.ts'

const NamedPath = z.object({ user: z.string(), id: idInput })

const titleOf = ({ say }: Pick<PageCall, 'say'>, parts: StatusParts) =>
  say('post.title', { name: personView(parts.account).name, start: startOf(parts) })

/** The address says who wrote it; under any other name it leads to the right one. */
const misnamed = ({ params }: { params: { user: string } }, parts: StatusParts) =>
  params.user.toLowerCase() !== personView(parts.account).username.toLowerCase()

/** Old addresses, from apps and from Mastodon's own pages, that name a post by its number. */
const byNumber = (path: string) =>
  page(path, { params: StatusPath }, async (c) => go(postView(await showStatus(c.site, c.viewer, c.params.id)).path))

export const statusesPages = pageArea('statuses', [
  page('/@:user/:id', { params: NamedPath }, async (c) => {
    const position = c.site.events.position()
    const thread = await loadThread(c.site, c.viewer, c.params.id)
    const { path } = postView(thread.lead)
    if (misnamed(c, thread.lead)) return go(path)
    const heading = thread.lead.status.replyToAccountId === null ? 'post.heading' : 'post.heading_answer'
    return view('post', titleOf(c, thread.lead), { heading, position, ...threadView(thread) })
  }),

  page('/@:user/:id/history', { params: NamedPath }, async (c) => {
    const { parts, versions } = await statusVersions(c.site, c.viewer, c.params.id)
    const { path, history, language } = postView(parts)
    if (misnamed(c, parts)) return go(history)
    return view('history', c.say('history.title'), { path, versions: historyViews(versions, language) })
  }),

  page('/posts/:id/delete', { params: StatusPath }, async (c) => {
    const parts = await ownStatus(c.site, c.viewer, c.params.id)
    const { id, path, at, language } = postView(parts)
    return view('delete', c.say('delete.title'), { id, path, at, language, text_html: startHtml(parts, 300) })
  }),

  form('/posts/:id/delete', { params: StatusPath, limit: 'deletes' }, async (c) => {
    await deleteStatus(c.site, c.viewer, c.params.id)
    return go('/home', { flash: 'flash.deleted', focus: 'main' })
  }),

  byNumber('/posts/:id'),
  byNumber('/statuses/:id'),
  byNumber('/web/statuses/:id'),
])
