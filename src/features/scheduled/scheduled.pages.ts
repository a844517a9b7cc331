import { partAfter, wishedSkip } from '#base/list-page.ts'
import { rowsEnd } from '#features/accounts/end.html.ts'
import { findEmojis } from '#features/emojis/find-emojis.ts'
import type { Site } from '#platform/site.ts'
import { form, go, page, pageArea, type PageCall, view } from '#http/page.ts'
import { momentFault } from './moment-fault.ts'
import { ownScheduled } from './own-scheduled.ts'
import { reschedule } from './reschedule.ts'
import { momentView, scheduledPath, scheduledView, zoneName } from './scheduled.html.ts'
import { MomentForm, ScheduledPageQuery, ScheduledPath } from './scheduled.input.ts'
import { loadScheduledParts, type ScheduledParts } from './scheduled.json.ts'
import { scheduledByDue } from './scheduled.queries.ts'
import type { Scheduled } from './scheduled.schema.ts'
import { readMoment, type TypedMoment, typedMoment } from './typed-moment.ts'
import { unschedule } from './unschedule.ts'

const endWords = { title: 'scheduled.empty_title', text: 'scheduled.empty', end: 'scheduled.end' }

/** Posts for later as pages show them, in a constant number of queries. */
async function viewsOf({ store: { read } }: Site, rows: readonly Scheduled[]) {
  const parts = await loadScheduledParts(read, rows)
  const wordsOf = ({ row: { wish } }: ScheduledParts) => [wish.text, wish.warning, ...(wish.poll?.options ?? [])]
  const emojisOf = await findEmojis(read, parts, wordsOf)
  return parts.map((one) => scheduledView(one, emojisOf(one)))
}

/** The page on which a post for later gets another moment. */
async function movePage({ site, viewer, say }: Pick<PageCall, 'site' | 'viewer' | 'say'>, id: number, typed?: TypedMoment, fault = '') {
  const { locale, timeZone } = viewer
  const now = site.clock.now()
  const row = await ownScheduled(site.store.read, viewer, id)
  const [post] = await viewsOf(site, [row])
  const moment = momentView(typed ?? typedMoment(row.dueAt, timeZone, now), { locale, timeZone, now }, fault)
  const data = { ...post, moment }
  return view('scheduled/move', say('scheduled.move_title'), data, { status: fault === '' ? 200 : 422 })
}

/** Where the list stands after something was done to one of its posts. */
const backTo = (id: number, flash: string) => go(`/scheduled#scheduled-${id}`, { flash, focus: `scheduled-${id}` })

export const scheduledPages = pageArea('scheduled', [
  page('/scheduled', { query: ScheduledPageQuery }, async (c) => {
    const { site, viewer, query } = c
    const found = await scheduledByDue(site.store.read, viewer.accountId, wishedSkip(query.skip))
    const { shown, ...part } = partAfter('/scheduled', query.skip, found)
    const posts = await viewsOf(site, shown)
    const end = { ...part, empty: shown.length === 0 && part.first, words: rowsEnd(endWords) }
    return view('scheduled/list', c.say('scheduled.title'), { posts, zone: zoneName(viewer.timeZone), end })
  }),

  page('/scheduled/:id', { params: ScheduledPath }, async (c) => await movePage(c, c.params.id)),

  form('/scheduled/:id', { params: ScheduledPath, body: MomentForm }, async (c) => {
    const { site, viewer, params, body, say } = c
    const typed = { ...body, on: true }
    const read = readMoment(typed, viewer.timeZone)
    if ('fault' in read) return await movePage(c, params.id, typed, say(read.fault))
    try {
      await reschedule(site, viewer, params.id, read.dueAt)
    } catch (error) {
      const fault = momentFault(error, say)
      if (fault === undefined) throw error
      return await movePage(c, params.id, typed, fault)
    }
    return backTo(params.id, 'flash.rescheduled')
  }),

  page('/scheduled/:id/delete', { params: ScheduledPath }, async (c) => {
    const { id, wish } = await ownScheduled(c.site.store.read, c.viewer, c.params.id)
    return view('question', c.say('scheduled.delete_title'), {
      lead: 'scheduled.delete_lead',
      name: '',
      said: { text: wish.text, language: wish.language ?? '' },
      action: `${scheduledPath(id)}/delete`,
      yes: 'scheduled.delete',
      back: '/scheduled',
    })
  }),

  form('/scheduled/:id/delete', { params: ScheduledPath }, async (c) => {
    await unschedule(c.site, c.viewer, c.params.id)
    return go('/scheduled', { flash: 'flash.unscheduled', focus: 'main' })
  }),
])
