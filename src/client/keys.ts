import { visit } from '@hotwired/turbo'
import { keyPlaces, postKeys } from '#base/keys.ts'
import { focusOn } from './settle.ts'

/** Ms in which the second key of `g` and a letter must come. */
const patience = 1500

const posts = () => [...document.querySelectorAll<HTMLElement>('main article.post')].filter((post) => post.checkVisibility())
const chosen = () => document.activeElement?.closest<HTMLElement>('main article.post') ?? null

/** The next or the previous post, from the one that has the focus or, without one, from what is at the top of the window. */
function step(by: 1 | -1) {
  const all = posts()
  const from = chosen()
  const at = from ? all.indexOf(from) + by : all.findIndex((post) => post.getBoundingClientRect().bottom > 80)
  const to = all[at]
  if (to) focusOn(to)
}

function place(key: keyof typeof keyPlaces) {
  const path = keyPlaces[key]
  if (path === 'own-profile') document.querySelector<HTMLElement>('.rail [data-own]')?.click()
  else visit(path)
}

/** To a field of this page, or to the page that has it. */
function write(field: string, path: string) {
  const here = document.querySelector<HTMLElement>(field)
  if (here) focusOn(here)
  else visit(path)
}

const first = () => {
  const [top] = posts()
  if (top) focusOn(top)
}
const keys: Record<string, () => void> = {
  j: () => step(1),
  k: () => step(-1),
  '0': first,
  l: () => document.querySelector<HTMLElement>('main a[rel=next]')?.focus(),
  n: () => write('#say, #text', '/publish'),
  s: () => write('main input[type=search]', '/search'),
  '/': () => write('main input[type=search]', '/search'),
  '?': () => visit('/help/keys'),
  u: () => history.back(),
  Backspace: () => history.back(),
}

let goingSince = -Infinity

/** True when the key meant something. A link or a button that has the focus keeps its own Enter. */
function press(key: string, at: Element): boolean {
  const isPlace = key in keyPlaces && performance.now() - goingSince < patience
  goingSince = key === 'g' ? performance.now() : -Infinity
  if (isPlace) {
    place(key as keyof typeof keyPlaces)
    return true
  }
  const wish = key === 'Enter' && at.matches('article.post') ? 'o' : key
  const target = wish in postKeys ? chosen()?.querySelector<HTMLElement>(postKeys[wish as keyof typeof postKeys]) : undefined
  if (target) target.click()
  else keys[key]?.()
  return target != null || key in keys
}

// Never while somebody types, never with a key that a browser or a screen reader has for itself, never when the person has switched it off.
document.addEventListener('keydown', (e) => {
  const at = e.target
  if (e.defaultPrevented || e.isComposing || e.ctrlKey || e.metaKey || e.altKey || !(at instanceof Element)) return
  if (document.documentElement.dataset['keys'] === 'off' || document.querySelector('dialog[open]')) return
  if (at.closest('input:not([type=checkbox]):not([type=radio]):not([type=submit]), textarea, select, [contenteditable]')) return
  if (press(e.key, at)) e.preventDefault()
})
