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

/** What a sheet of emoji tells: which one was chosen, and that somebody wants to leave it. */
interface Answers {
  chosen(emoji: string): void
  left(): void
}

/** Makes a panel with a search field a sheet of emoji, which comes from the server with the first wish. Answers what opens it. */
export function emojiSheet(panel: HTMLElement, { chosen, left }: Answers): () => void {
  const find = panel.querySelector('input')
  if (!find) return () => undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  find.addEventListener('input', (e) => {
    e.stopPropagation()
    clearTimeout(timer)
    timer = setTimeout(() => {
      load(panel, find.value).catch(reportError)
    }, 150)
  })
  panel.addEventListener('click', (e) => {
    const emoji = e.target instanceof Element ? e.target.closest<HTMLElement>('[data-emoji]')?.dataset['emoji'] : undefined
    if (emoji !== undefined) chosen(emoji)
  })
  panel.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') {
      left()
      e.stopPropagation()
    }
    // In the search field Enter would send the form.
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
  return () => {
    find.focus()
    if (!panel.querySelector('[data-emoji]')) load(panel, '').catch(reportError)
  }
}

/** The button that opens the sheet of emoji under the text. */
export function emojiFor(box: Element, area: HTMLTextAreaElement): void {
  const button = box.querySelector<HTMLButtonElement>('[data-emoji-button]')
  const panel = box.querySelector<HTMLElement>('.emoji-panel')
  if (!button || !panel) return
  button.hidden = false
  const show = (open: boolean) => {
    panel.hidden = !open
    button.setAttribute('aria-expanded', String(open))
  }
  const begin = emojiSheet(panel, {
    chosen(emoji) {
      show(false)
      insertText(area, emoji)
    },
    left() {
      show(false)
      area.focus()
    },
  })
  button.addEventListener('click', () => {
    const opens = panel.hasAttribute('hidden')
    show(opens)
    if (opens) begin()
  })
}
