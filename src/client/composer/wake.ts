import { countTyped } from './count-typed.ts'
import { forgetDraft, keepDraft, restoreDraft } from './draft.ts'
import { emojiFor } from './emoji.ts'
import type { House } from './house.ts'
import { arrangePictures, picturesFor } from './pictures.ts'
import { suggestIn } from './suggest.ts'

const awake = new WeakSet<HTMLFormElement>()

function count(box: Element, form: HTMLFormElement): void {
  const place = box.querySelector<HTMLElement>('.count')
  const text = box.querySelector('textarea')?.value ?? ''
  if (!place) return
  const warning = form.querySelector<HTMLInputElement>('[name=warning]')?.value ?? ''
  const left = Number(box.getAttribute('limit')) - countTyped(text) - countTyped(warning)
  place.textContent = (place.dataset['left'] ?? '').replace('{left}', left.toLocaleString(document.documentElement.lang))
  place.classList.toggle('low', left >= 0 && left < 100)
  place.classList.toggle('over', left < 0)
}

/** Gives a write-box and its form what JavaScript adds: the counter, suggestions, emoji, pictures on their own, the draft, Ctrl+Enter. */
export function wakeUp(box: HTMLElement, house: House): void {
  const form = box.closest('form')
  const area = box.querySelector('textarea')
  if (!form || !area || awake.has(form)) return
  awake.add(form)
  const changed = () => {
    count(box, form)
    keepDraft(form)
  }
  restoreDraft(form)
    .then(() => {
      count(box, form)
      // Typed before all of this was loaded.
      if (area.value !== area.defaultValue) keepDraft(form)
    })
    .catch(reportError)
  count(box, form)
  form.addEventListener('input', (e) => {
    const tick =
      e.target instanceof HTMLInputElement && e.target.id === 'later-at' ? form.querySelector<HTMLInputElement>('#later-on') : null
    // Who chooses a time wants it.
    if (tick) tick.checked = true
  })
  form.addEventListener('input', changed)
  form.addEventListener('change', changed)
  form.addEventListener('keydown', (e) => {
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) form.requestSubmit()
  })
  form.addEventListener('turbo:submit-end', (e) => {
    if (e.target === form && (e as DocumentEventMap['turbo:submit-end']).detail.success) forgetDraft(form)
  })
  form.addEventListener('click', (e) => {
    const pressed = e.target instanceof Element ? e.target : null
    if (pressed?.closest('[data-discard]')) forgetDraft(form)
    const more = pressed?.closest<HTMLButtonElement>('[formaction="/publish"]')
    if (!more) return
    // The draft carries the text; a plain form would have to be sent.
    e.preventDefault()
    keepDraft(form)
    house.visit(`/publish?open=${more.value}`)
  })
  suggestIn(box, changed)
  emojiFor(box, area)
  picturesFor(form, house)
}

// A morph (a refused post) gives the form the server's markup again.
document.addEventListener('turbo:render', () => {
  for (const box of document.querySelectorAll('.composer write-box')) {
    const form = box.closest('form')
    if (!form || !awake.has(form)) continue
    arrangePictures(form)
    count(box, form)
  }
})
