import { focusOn } from './settle.ts'

/** What may be read, from the top of the page down. */
const readable = '.post, .notes > li, .rows > li'

/** How far the first thing in sight has come down the window, and what comes after it, should it go. */
function place() {
  const all = [...document.querySelectorAll<HTMLElement>(`#main :is(${readable})`)]
  const seen = all.filter((one) => one.getBoundingClientRect().bottom > 0).map((one) => ({ one, top: one.getBoundingClientRect().top }))
  const held = document.activeElement?.closest<HTMLElement>(readable)
  const after = held ? all.slice(all.indexOf(held) + 1) : []
  return { seen, held, after }
}

/** Scrolls so that what was read stands where it stood, and puts the focus down beside what took it along. */
function restore({ seen, held, after }: ReturnType<typeof place>) {
  const stays = scrollY > 0 ? seen.find(({ one }) => one.isConnected) : undefined
  if (stays) scrollBy({ top: stays.one.getBoundingClientRect().top - stays.top, behavior: 'instant' })
  if (!held || held.isConnected || document.activeElement !== document.body) return
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
