import '@github/text-expander-element'

interface Asked {
  key: string
  text: string
  provide(result: Promise<{ matched: boolean; fragment?: HTMLElement }>): void
}

/** Ms without a key before the server is asked. */
const pause = 120
/** After a colon people rather write a smiley or go on than look for an emoji of one letter. */
const fewest: Record<string, number> = { '@': 1, '#': 1, ':': 2 }

const known = new Map<string, string>()
let turn = 0

/** The server's list of what a word may become, as HTML; it is asked once for each beginning. */
async function listFor(key: string, text: string): Promise<string> {
  const query = new URLSearchParams({ key, q: text }).toString()
  const kept = known.get(query)
  if (kept !== undefined) return kept
  const answer = await fetch(`/compose/suggestions?${query}`, { headers: { 'turbo-frame': 'suggestions' } })
  if (!answer.ok) return ''
  const html = await answer.text()
  if (known.size > 200) known.clear()
  known.set(query, html)
  return html
}

async function find(key: string, text: string): Promise<{ matched: boolean; fragment?: HTMLElement }> {
  const mine = ++turn
  if (text.length < (fewest[key] ?? 1)) return { matched: false }
  await new Promise((resolve) => setTimeout(resolve, pause))
  if (mine !== turn) return { matched: false }
  const html = await listFor(key, text).catch(() => '')
  const list = new DOMParser().parseFromString(html, 'text/html').querySelector<HTMLElement>('[role=listbox]')
  if (mine !== turn || !list?.firstElementChild) return { matched: false }
  for (const [i, option] of [...list.children].entries()) option.id = `suggestion-${i}`
  return { matched: true, fragment: document.importNode(list, true) }
}

/** People, topics and emoji are offered while their names are typed; arrows choose, Enter and Tab take, Escape closes. */
export function suggestIn(box: Element, changed: () => void): void {
  const expander = box.querySelector('text-expander')
  if (!expander) return
  expander.addEventListener('text-expander-change', (e) => {
    const { key, text, provide } = (e as CustomEvent<Asked>).detail
    provide(find(key, text))
  })
  expander.addEventListener('text-expander-value', (e) => {
    const { detail } = e as CustomEvent<{ item: HTMLElement; value: string | null }>
    detail.value = detail.item.dataset['value'] ?? null
  })
  expander.addEventListener('text-expander-committed', changed)
  expander.addEventListener('text-expander-activate', () =>
    requestAnimationFrame(() => {
      // A textarea may not be a combobox (ARIA in HTML); as a text field with an active descendant it says the same.
      for (const name of ['role', 'aria-expanded']) box.querySelector('textarea')?.removeAttribute(name)
      // The list is put under the word; at the end of a line it would stick out of the window.
      const list = expander.querySelector<HTMLElement>('[role=listbox]')
      const rest = list ? document.documentElement.clientWidth - 8 - list.getBoundingClientRect().right : 0
      if (list && rest < 0) list.style.left = `${list.offsetLeft + rest}px`
    }),
  )
  // A name whose beginning was typed before all of this was loaded; heard by the expander alone.
  const area = expander.querySelector('textarea')
  if (area === document.activeElement) area?.dispatchEvent(new Event('input'))
}
