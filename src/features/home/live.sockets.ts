import { comparePositions, parsePosition } from '#base/position.ts'
import type { PersonView } from '#features/accounts/accounts.html.ts'
import { sessionKilled } from '#features/signin/signin.events.ts'
import { postView } from '#features/statuses/statuses.html.ts'
import type { StreamPart } from '#http/page.ts'
import type { SocketCall, SocketRow, Wire } from '#http/sockets.ts'
import type { SiteEvent } from '#platform/events/events.ts'
import { z } from 'zod'
import { type LiveChange, liveChange, type Watched } from './live-change.ts'

/** What a page says of itself, at first and whenever that changes: `src/client/live.ts`. */
const Ask = z.object({
  channels: z.string().max(50),
  after: z.string().refine((text) => parsePosition(text) !== undefined),
  shown: z.array(z.string().regex(/^\d{1,16}$/)).max(200),
  waiting: z.int().min(0).max(10_000),
})

/** Our pages read it as "the session is over". */
const sessionOver = 4401
/** So many new posts lie ready in a page; after that only their number grows, and the pill is a plain link. */
const mostWaiting = 40

interface Page extends Watched {
  /** Everything up to here has been told or stands on the page. */
  at: string
  waiting: number
  /** Who wrote what waits, the latest first. */
  authors: PersonView[]
  shown: Set<number>
}

/** The Turbo stream elements that bring a change to a page. */
function partsOf(page: Page, change: LiveChange): StreamPart[] {
  if (change.kind === 'gone') {
    page.shown.delete(change.id)
    return [{ action: 'remove', target: `post-${change.id}` }]
  }
  const post = { ...postView(change.post), level: '3' }
  if (change.kind === 'changed') return [{ action: 'replace', target: `post-${post.id}`, partial: 'post', data: post, morph: true }]
  page.waiting += 1
  page.shown.add(Number(post.id))
  page.authors = [post.author, ...page.authors.filter((one) => one.id !== post.author.id)].slice(0, 3)
  const faces = page.authors.map((one) => one.face)
  const pill: StreamPart = { action: 'update', target: 'new-posts', partial: 'new-posts', data: { count: page.waiting, faces } }
  return page.waiting > mostWaiting ? [pill] : [{ action: 'prepend', target: 'waiting', partial: 'post', data: post }, pill]
}

function accept(call: SocketCall, wire: Wire): void {
  const { site, viewer, caller } = call
  let page: Page | undefined
  const send = (id: string, rest: { html: string } | { reset: true }) => wire.send(JSON.stringify({ id, ...rest }))

  async function tell(event: SiteEvent) {
    if (!page || comparePositions(event.position, page.at) <= 0) return
    page.at = event.position
    const change = await liveChange(site, viewer, event, page)
    if (!change) return
    // Elsewhere than at home a post may be shown large or in a thread: the page is read again.
    if (change.kind === 'changed' && !page.home) send(event.position, { reset: true })
    else send(event.position, { html: call.render(partsOf(page, change)) })
  }

  async function begin(ask: z.output<typeof Ask>) {
    page = { home: ask.channels === 'home', at: ask.after, waiting: ask.waiting, authors: [], shown: new Set(ask.shown.map(Number)) }
    const missed = await site.events.since(ask.after)
    if (missed !== 'gap') for (const event of missed) await tell(event)
    else {
      page.at = site.events.position()
      send(page.at, { reset: true })
    }
  }

  // One thing after the other, so that nothing is told twice or out of order.
  let turn: Promise<void> = Promise.resolve()
  const next = (work: () => Promise<void>) => {
    turn = turn.then(work).catch((error: unknown) => {
      site.log.error({ err: error, requestId: call.requestId }, 'a live page broke off')
      wire.close(1011)
    })
  }

  const deaf = site.events.listen((event) => {
    if (event.name === sessionKilled.name) {
      const { sessionId, personId } = sessionKilled.data.parse(event.data)
      const mine = sessionId === null ? personId === viewer.personId : caller.kind === 'session' && sessionId === caller.sessionId
      if (mine) wire.close(sessionOver)
    } else next(async () => await tell(event))
  })
  const noGaps = site.events.onGap(() => send(site.events.position(), { reset: true }))
  wire.onText((text) => {
    const ask = Ask.safeParse(parsed(text))
    if (ask.success) next(async () => await begin(ask.data))
    else wire.close(1008)
  })
  wire.onClose(() => {
    deaf()
    noGaps()
    page = undefined
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The pages' socket: one for each tab, new posts and changes as Turbo stream elements rendered by the pages' own partials. */
export const liveSockets: readonly SocketRow[] = [{ path: '/live', auth: 'session', accept }]
