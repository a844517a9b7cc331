import { focusOn } from './settle.ts'

/** What may be read, from the top of the page down. */
const readable = '.post, .notes > li, .rows > li'

/**
 * Where things stand in the window that are likely to be read, the likeliest first: what has the focus, what begins in sight, what only ends in
 * it. `held` has the focus, `after` comes below it, should it go.
 */
function place() {
  const all = [...document.querySelectorAll<HTMLElement>(`#main :is(${readable})`)]
  const focus = document.activeElement
  const held = focus?.closest<HTMLElement>(readable)
  const own = held ?? (focus instanceof HTMLElement && focus.matches('#main *') ? focus : undefined)
  const inSight = [...(own && !held ? [own] : []), ...all]
    .map((one) => ({ one, box: one.getBoundingClientRect() }))
    .filter(({ box }) => box.bottom > 0 && box.top < innerHeight)
    .map(({ one, box }) => ({ one, top: box.top, rank: one === own ? 0 : box.top >= 0 ? 1 : 2 }))
  const after = held ? all.slice(all.indexOf(held) + 1) : []
  return { seen: inSight.sort((a, b) => a.rank - b.rank), held, after }
}

/** Scrolls so that what was read stands where it stood, and puts the focus down beside what took it along. */
function restore({ seen, held, after }: ReturnType<typeof place>) {
  const stays = seen.find(({ one, rank }) => one.isConnected && (rank === 0 || scrollY > 0))
  if (stays) scrollBy({ top: stays.one.getBoundingClientRect().top - stays.top, behavior: 'instant' })
  if (!held || held.isConnected || document.activeElement !== document.body) return
  // What has come in its place may ask for the focus itself: Turbo gives it when all of this is done.
  if (held.id && document.getElementById(held.id)?.querySelector('[autofocus]')) return
  const next = after.find((one) => one.isConnected) ?? document.getElementById('main')
  if (next) focusOn(next)
}

// Nothing that comes by itself moves what is being read; a browser that anchors scrolling by itself finds nothing left to do.
document.addEventListener('turbo:before-stream-render', (e) => {
  const { render } = e.detail
  e.detail.render = async (stream) => {
    const before = place()
    await render(stream)
    restore(before)
    // Whose only child has gone stands for nothing.
    for (const row of document.querySelectorAll('.replies > li:empty')) row.remove()
  }
})

let read: ReturnType<typeof place> | undefined
document.addEventListener('turbo:before-render', (e) => {
  read = e.detail.renderMethod === 'morph' ? place() : undefined
})
document.addEventListener('turbo:render', () => {
  if (read) restore(read)
  read = undefined
})
