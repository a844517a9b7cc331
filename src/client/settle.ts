/** Ms that a sentence stands in the toast. */
const standing = 8000

const status = document.getElementById('status')
let timer: ReturnType<typeof setTimeout> | undefined

/** Px that the toast lies over what has the focus, 0 when it does not. */
function overlap(): number {
  const at = document.activeElement
  if (!status?.textContent || !at?.closest('#main')) return 0
  const [toast, box] = [status.getBoundingClientRect(), at.getBoundingClientRect()]
  const apart = box.bottom <= toast.top || box.top >= toast.bottom || box.right <= toast.left || box.left >= toast.right
  // What is taller than the window shows itself beside it.
  return apart || box.height > toast.top ? 0 : box.bottom - toast.top + 8
}

/** The toast never hides what has the focus (WCAG 2.4.11): the page gives way, and at its end the toast goes up. */
function clearFocus() {
  status?.classList.remove('up')
  const by = overlap()
  if (by > 0) scrollBy({ top: by, behavior: 'instant' })
  if (overlap() > 0) status?.classList.add('up')
}
document.addEventListener('focusin', () => {
  clearFocus()
  // In a window without room for both; it has been read out.
  if (overlap() > 0) status?.replaceChildren()
})

// Turbo keeps this one element over all visits, and the server's refusals write into it too, by stream elements.
if (status)
  new MutationObserver(() => {
    clearTimeout(timer)
    if (!status.textContent) return
    timer = setTimeout(() => status.replaceChildren(), standing)
    clearFocus()
  }).observe(status, { childList: true, characterData: true, subtree: true })

/** Says a sentence in the page's one live region, which is also the toast. */
export function say(text: string) {
  if (status) status.textContent = text
}

/**
 * After every rendering (load, visit, 422, morph): moves the flash into the live region and the focus to what changed. Turbo loses the
 * fragment of a redirect and, when it morphs, does not honour `autofocus`, so the page carries a mark.
 */
function settle() {
  if (document.documentElement.hasAttribute('data-turbo-preview')) return
  const flash = document.querySelector<HTMLElement>('[data-flash]')
  if (flash) {
    const sentence = flash.textContent.trim()
    if (sentence) say(sentence)
    flash.remove()
  }
  const to =
    document.querySelector<HTMLElement>('[aria-invalid=true], [data-fault]') ?? document.getElementById(flash?.dataset['focus'] ?? '')
  if (to) focusOn(to)
}

/** Focuses an element that may not take focus by itself, and shows it. */
export function focusOn(to: HTMLElement) {
  for (let fold = to.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
    if (fold.matches('.more, .more-replies')) fold.open = true
  if (!to.matches('a,button,input,textarea,select')) to.tabIndex = -1
  to.focus({ preventScroll: true })
  to.scrollIntoView({ block: 'nearest' })
}

/** A post that answers others is what was asked for, so it is shown first; what it answers stands above, a little scrolling away. */
function showLead() {
  if (location.hash === '') document.querySelector('.before + .lead')?.scrollIntoView({ block: 'start' })
}

let visited = ''
document.addEventListener('turbo:visit', (e) => {
  visited = e.detail.action
})
document.addEventListener('turbo:render', settle)
document.addEventListener('turbo:load', () => {
  const [load] = performance.getEntriesByType('navigation')
  // Back, forward and a reload put the reader down where they were.
  const fresh = visited === 'advance' || (visited === '' && load instanceof PerformanceNavigationTiming && load.type === 'navigate')
  if (!visited) settle()
  // A visit leaves the focus on the body: a screen reader would say nothing.
  else if (document.activeElement === document.body) document.getElementById('main')?.focus({ preventScroll: true })
  if (fresh && (document.activeElement === document.body || document.activeElement?.id === 'main')) showLead()
})
