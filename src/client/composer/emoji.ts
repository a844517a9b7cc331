import { insertText } from './insert.ts'

const buttonsOf = (panel: Element) => [...panel.querySelectorAll<HTMLButtonElement>('[data-emoji]')]

async function load(panel: HTMLElement, text: string): Promise<void> {
  const answer = await fetch(`/compose/emoji?${new URLSearchParams({ q: text })}`, { headers: { 'turbo-frame': 'emoji' } })
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const shelves = page.querySelector('.shelves')
  if (!shelves) return
  panel.querySelector('.shelves')?.replaceWith(document.importNode(shelves, true))
  const [first] = buttonsOf(panel)
  if (first) first.tabIndex = 0
}

/** One of them can be tabbed to; the arrows go on from there, up and down by what stands nearest in the next line. */
function step(panel: Element, from: HTMLButtonElement, key: string): HTMLButtonElement | undefined {
  const all = buttonsOf(panel)
  const at = all.indexOf(from)
  const along = getComputedStyle(panel).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  if (key === 'ArrowLeft' || key === 'ArrowRight') return all[at + (key === along ? 1 : -1)]
  const { top, left } = from.getBoundingClientRect()
  const lines = key === 'ArrowDown' ? all.slice(at + 1) : all.slice(0, at).toReversed()
  const others = lines.map((one) => ({ one, box: one.getBoundingClientRect() })).filter(({ box }) => Math.abs(box.top - top) > 4)
  const line = others.filter(({ box }) => Math.abs(box.top - others[0]!.box.top) <= 4)
  return line.toSorted((a, b) => Math.abs(a.box.left - left) - Math.abs(b.box.left - left))[0]?.one
}

/** The button that opens the sheet of emoji under the text. The sheet comes from the server with the first wish. */
export function emojiFor(box: Element, area: HTMLTextAreaElement): void {
  const button = box.querySelector<HTMLButtonElement>('[data-emoji-button]')
  const panel = box.querySelector<HTMLElement>('.emoji-panel')
  const find = panel?.querySelector('input')
  if (!button || !panel || !find) return
  button.hidden = false
  const show = (open: boolean) => {
    panel.hidden = !open
    button.setAttribute('aria-expanded', String(open))
  }
  button.addEventListener('click', () => {
    const opens = panel.hasAttribute('hidden')
    show(opens)
    if (!opens) return
    find.focus()
    if (!panel.querySelector('[data-emoji]')) load(panel, '').catch(reportError)
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  find.addEventListener('input', (e) => {
    e.stopPropagation()
    clearTimeout(timer)
    timer = setTimeout(() => {
      load(panel, find.value).catch(reportError)
    }, 150)
  })
  panel.addEventListener('click', (e) => {
    const chosen = e.target instanceof Element ? e.target.closest<HTMLElement>('[data-emoji]') : null
    if (!chosen) return
    show(false)
    insertText(area, chosen.dataset['emoji'] ?? '')
  })
  panel.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') {
      show(false)
      area.focus()
      e.stopPropagation()
    }
    // In the search field Enter would send the post.
    if (e.target === find && e.key === 'Enter') e.preventDefault()
    if (!e.key.startsWith('Arrow')) return
    const to =
      e.target instanceof HTMLButtonElement ? step(panel, e.target, e.key) : e.key === 'ArrowDown' ? buttonsOf(panel)[0] : undefined
    if (!to) return
    e.preventDefault()
    if (e.target instanceof HTMLButtonElement) e.target.tabIndex = -1
    to.tabIndex = 0
    to.focus()
  })
}
