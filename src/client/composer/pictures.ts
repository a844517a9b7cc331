import type { House } from './house.ts'
import { upload } from './upload.ts'

/** Where the composer of a form has its pictures, and the server's words for what happens there. */
interface Place {
  form: HTMLFormElement
  box: HTMLElement
  list: HTMLElement
  most: number
}

const placeOf = (form: HTMLFormElement): Place | undefined => {
  const box = form.querySelector<HTMLElement>('.files')
  const list = form.querySelector<HTMLElement>('#kept-pictures')
  return box && list ? { form, box, list, most: Number(box.dataset['most']) } : undefined
}

/** Forms that are sending pictures, and what to press when the last one is there. */
const sending = new WeakMap<HTMLFormElement, { left: number; pressed?: HTMLElement | null }>()

const staying = ({ list }: Place) =>
  [...list.children].filter((one) => !one.querySelector<HTMLInputElement>('[name$="[out]"]')?.checked).length

/** With JavaScript one field takes several pictures at once; those for browsers without go. Called after each rendering: a morph brings them back. */
export function arrangePictures(form: HTMLFormElement): void {
  const place = placeOf(form)
  if (!place) return
  const [first, ...others] = form.querySelectorAll<HTMLElement>('.slot')
  for (const slot of others) slot.hidden = slot.querySelector('.fault') === null
  const input = first?.querySelector<HTMLInputElement>('input[type=file]')
  const label = first?.querySelector('label')
  if (!first || !input || !label) return
  input.multiple = true
  label.textContent = place.box.dataset['several'] ?? ''
  const words = first.querySelector<HTMLElement>('textarea')?.closest<HTMLElement>('.field')
  if (words) words.hidden = true
  first.querySelector('.drop-hint')?.removeAttribute('hidden')
}

async function take(form: HTMLFormElement, house: House, files: readonly File[]): Promise<void> {
  const place = placeOf(form)
  if (!place || files.length === 0) return
  place.box.closest('details')?.setAttribute('open', '')
  const room = place.most - staying(place) - (sending.get(form)?.left ?? 0)
  if (files.length > room) house.say(place.box.dataset['full'] ?? '')
  const taken = files.slice(0, Math.max(0, room))
  const state = sending.get(form) ?? { left: 0 }
  sending.set(form, state)
  state.left += taken.length
  const lines = taken.map((file) => ({ file, line: lineFor(place, file) }))
  for (const { file, line } of lines) {
    const csrf = form.querySelector<HTMLInputElement>('[name=csrf]')?.value ?? ''
    const fields = { csrf, place: String(place.list.childElementCount + 1) }
    const before = place.list.lastElementChild
    const reached = await upload(file, place.list, fields, {
      progress: (share) => {
        line.querySelector('progress')!.value = share
      },
      answer: house.renderStreamMessage,
    })
    if (!reached) house.say(document.getElementById('status')?.dataset['offline'] ?? '')
    line.remove()
    const added = place.list.lastElementChild
    if (added && added !== before) greet(added, house)
    state.left--
    form.dispatchEvent(new Event('input', { bubbles: true }))
  }
  if (state.left > 0) return
  sending.delete(form)
  if (state.pressed !== undefined) form.requestSubmit(state.pressed)
}

/** Says that a picture is there. Who still waits where it was chosen goes on to its description; nobody else is taken away, or out of sight. */
function greet(added: Element, house: House): void {
  house.say(added.querySelector('.hint')?.textContent ?? '')
  const at = document.activeElement
  if (at?.matches('.files input[type=file]')) added.querySelector('textarea')?.focus()
  else at?.scrollIntoView({ block: 'nearest' })
}

function lineFor({ box, list }: Place, { name }: File): HTMLElement {
  const line = document.createElement('label')
  line.className = 'sending'
  const words = document.createElement('span')
  words.textContent = (box.dataset['sending'] ?? '').replace('{name}', name)
  const bar = document.createElement('progress')
  bar.max = 1
  line.append(words, bar)
  list.after(line)
  return line
}

const picturesIn = (data: DataTransfer | null) => [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'))

/** Pictures are sent while the rest is being written: chosen, pasted into the text or dropped on the form. */
export function picturesFor(form: HTMLFormElement, house: House): void {
  if (!placeOf(form)) return
  arrangePictures(form)
  form.addEventListener('change', (e) => {
    const input = e.target
    if (!(input instanceof HTMLInputElement) || input.type !== 'file') return
    take(form, house, [...(input.files ?? [])]).catch(reportError)
    // Else the form would send them once more.
    input.value = ''
  })
  form.addEventListener('paste', (e) => {
    const files = picturesIn(e.clipboardData)
    // Office programs put a picture of the text beside the text.
    if (files.length === 0 || e.clipboardData?.types.includes('text/plain')) return
    e.preventDefault()
    take(form, house, files).catch(reportError)
  })
  for (const name of ['dragenter', 'dragover'] as const)
    form.addEventListener(name, (e) => {
      if (!e.dataTransfer?.types.includes('Files')) return
      e.preventDefault()
      form.classList.add('dropping')
    })
  for (const name of ['dragleave', 'drop'] as const) form.addEventListener(name, () => form.classList.remove('dropping'))
  form.addEventListener('drop', (e) => {
    if (!e.dataTransfer?.types.includes('Files')) return
    e.preventDefault()
    take(form, house, picturesIn(e.dataTransfer)).catch(reportError)
  })
  form.addEventListener(
    'submit',
    (e) => {
      const state = sending.get(form)
      if (!state) return
      e.preventDefault()
      e.stopImmediatePropagation()
      state.pressed = e.submitter
      house.say(placeOf(form)?.box.dataset['waits'] ?? '')
    },
    { capture: true },
  )
}
