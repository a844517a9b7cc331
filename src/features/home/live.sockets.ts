import { accountChanged } from '#features/accounts/accounts.events.ts'
import { sessionKilled } from '#features/signin/signin.events.ts'
import type { StreamPart } from '#http/page.ts'
import type { SocketCall, SocketRow, Wire } from '#http/sockets.ts'
import type { SiteEvent } from '#platform/events/events.ts'
import { Ask, LivePage, type Told } from './live-page.ts'
import { stillSeated } from './live-seat.ts'

/** Our pages read it as "the session is over". */
const sessionOver = 4401
const notUnderstood = 1008
const brokeOff = 1011
/** Ms between two looks at whether the person may still be here (SEC:V9). */
const recheck = 60_000

/** How the partial of a post is asked for in a feed, as `partials/feed.hbs` does. */
const atHome = { level: '3', when: 'clock' }

/** The Turbo stream elements that bring a change to a page, by the same partials that the page was made of. */
function partsOf(told: Exclude<Told, { kind: 'reset' }>): StreamPart[] {
  if (told.kind === 'gone') return [{ action: 'remove', target: `post-${told.id}` }]
  if (told.kind === 'unplaced') return [{ action: 'remove', targets: `.post[data-place="${told.place}"]` }]
  if (told.kind === 'lead-gone')
    return [
      { action: 'replace', target: `post-${told.id}`, partial: 'lead-gone', data: { id: told.id } },
      { action: 'remove', target: 'answer-row' },
    ]
  if (told.kind === 'answered') return [{ action: 'update', target: 'new-answers', partial: 'new-answers', data: told }]
  if (told.kind === 'counts') {
    const { letters } = told
    const { notifications, conversations } = told.counts
    return [
      { action: 'update', target: 'count-notifications', partial: 'count', data: notifications },
      { action: 'update', target: 'count-conversations', partial: 'count', data: conversations },
      // On the page of notifications, which was read up to when it was opened.
      { action: 'update', target: 'new-told', partial: 'new-told', data: notifications },
      ...(letters ? [{ action: 'update', target: `new-letters-${letters}`, partial: 'new-letters', data: { id: letters } } as const] : []),
    ]
  }
  if (told.kind === 'changed') {
    const { post } = told
    return [{ action: 'replace', target: `post-${post.id}`, partial: 'post', data: { ...post, ...atHome }, morph: true }]
  }
  if (told.kind === 'touched') {
    const { acts, poll } = told.post
    return [
      { action: 'replace', target: `acts-${acts.id}`, partial: 'acts', data: acts, morph: true },
      ...(poll ? [{ action: 'replace', target: `poll-${poll.id}`, partial: 'poll', data: poll, morph: true } as const] : []),
    ]
  }
  const { post, count, authors, path } = told
  const pill: StreamPart = {
    action: 'update',
    target: 'new-posts',
    partial: 'new-posts',
    data: { count, path, faces: authors.map((one) => one.face) },
  }
  return post ? [{ action: 'prepend', target: 'waiting', partial: 'post', data: { ...post, ...atHome } }, pill] : [pill]
}

function accept(call: SocketCall, wire: Wire): void {
  const { site, caller } = call
  if (caller.kind !== 'session') return wire.close()
  const { viewer, sessionId } = caller
  let page: LivePage | undefined
  const reset = (id: string) => wire.send(JSON.stringify({ id, reset: true }))

  async function tell(event: SiteEvent) {
    const told = await page?.tell(site, viewer, event)
    if (!told) return
    if (told.kind === 'reset') reset(event.position)
    else wire.send(JSON.stringify({ id: event.position, html: call.render(partsOf(told)) }))
  }

  async function begin(next: LivePage) {
    page = next
    const missed = await site.events.since(next.at)
    if (missed === 'gap') reset(site.events.position())
    else for (const event of missed) await tell(event)
  }

  // One thing after the other, so that nothing is told twice or out of order.
  let turn: Promise<void> = Promise.resolve()
  const queue = (work: () => Promise<void>) => {
    turn = turn.then(work).catch((err: unknown) => {
      site.log.error({ err, requestId: call.requestId }, 'a live page broke off')
      wire.close(brokeOff)
    })
  }
  const review = () =>
    queue(async () => {
      if (!(await stillSeated(site, caller))) wire.close(sessionOver)
    })

  const deaf = site.events.listen((event) => {
    if (event.name === sessionKilled.name) {
      const killed = sessionKilled.data.parse(event.data)
      if (killed.sessionId === null ? killed.personId === viewer.personId : killed.sessionId === sessionId) wire.close(sessionOver)
    } else if (event.name === accountChanged.name) {
      if (accountChanged.data.parse(event.data).accountId === viewer.accountId) review()
    } else if (page) queue(async () => await tell(event))
  })
  const noGaps = site.events.onGap(() => reset(site.events.position()))
  const timer = setInterval(review, recheck).unref()
  wire.onText((text) => {
    const ask = Ask.safeParse(parsed(text))
    if (ask.success) queue(async () => await begin(new LivePage(ask.data)))
    else wire.close(notUnderstood)
  })
  wire.onClose(() => {
    clearInterval(timer)
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

/** The pages' socket: one for each tab. It brings new posts and changes as Turbo stream elements, and tells when the session is over. */
export const liveSockets: readonly SocketRow[] = [{ path: '/live', auth: 'session', accept }]
