import { ask } from './live.ts'
import { focusOn } from './settle.ts'

/**
 * The pill "3 new posts" is a link to home. New posts lie ready in `#waiting`; a click lays them on top, without a request, unless the
 * server has stopped sending them because there were too many.
 */
document.addEventListener('click', (e) => {
  const link = e.target instanceof Element ? e.target.closest<HTMLAnchorElement>('#new-posts a') : null
  const waiting = document.getElementById('waiting')
  const arrived = document.getElementById('arrived')
  if (!link || !waiting || !arrived || e.metaKey || e.ctrlKey || e.shiftKey) return
  if (waiting.childElementCount < Number(link.dataset['count'])) return
  e.preventDefault()
  const first = waiting.firstElementChild
  arrived.prepend(...waiting.children)
  document.getElementById('just-now')?.removeAttribute('hidden')
  document.getElementById('new-posts')?.replaceChildren()
  ask()
  scrollTo({ top: 0 })
  if (first instanceof HTMLElement) focusOn(first)
})

/** The pills of a thread and of a conversation read the page again by a morph; then the first thing that was not there takes the focus. */
document.addEventListener('click', (e) => {
  if (!(e.target instanceof Element) || !e.target.closest('a[data-fresh]')) return
  const before = new Set([...document.querySelectorAll('.post')].map((post) => post.id))
  const arrive = () => {
    const first = [...document.querySelectorAll<HTMLElement>('.post')].find((post) => !before.has(post.id))
    if (first) focusOn(first)
  }
  document.addEventListener('turbo:load', arrive, { once: true })
})
