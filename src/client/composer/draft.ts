/** Values of the fields of a form, by name. */
type Sheet = Record<string, string[]>

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Belong to the form and not to what a person writes. */
const notTyped = new Set(['csrf', 'once', 'in_reply_to', 'instead_of', 'instead_of_later', 'later[zone]'])

const isField = (one: Element): one is Field =>
  one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement || one instanceof HTMLSelectElement

function fieldsOf(form: HTMLFormElement): Map<string, Field[]> {
  const fields = [...form.elements].filter(isField).filter(({ name, type }) => name && !notTyped.has(name) && type !== 'file')
  return Map.groupBy(fields, ({ name }) => name)
}

const isTick = (field: Field): field is HTMLInputElement => field instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(field.type)

const valuesOf = (fields: readonly Field[]): string[] => fields.filter((field) => !isTick(field) || field.checked).map(({ value }) => value)

const keyOf = (form: HTMLFormElement) => {
  const name = form.querySelector('write-box')?.getAttribute('draft')
  return name ? `draft:${name}` : undefined
}

function read(key: string): Sheet | undefined {
  const text = sessionStorage.getItem(key)
  if (text === null) return undefined
  try {
    return JSON.parse(text) as Sheet
  } catch {
    return undefined
  }
}

/** Keeps what is typed in this tab. The line on home and the composer share a sheet: fields that a form does not have stay in it. */
export function keepDraft(form: HTMLFormElement): void {
  const key = keyOf(form)
  if (!key) return
  const fields = fieldsOf(form)
  const text = (fields.get('text') ?? [])[0]?.value ?? ''
  const pictures = [...fields.keys()].some((name) => name.startsWith('kept'))
  if (text.trim() === '' && !pictures && !read(key)) return
  const before = Object.entries(read(key) ?? {}).filter(([name]) => !name.startsWith('kept'))
  const sheet = Object.fromEntries([...before, ...[...fields].map(([name, all]) => [name, valuesOf(all)] as const)])
  sessionStorage.setItem(key, JSON.stringify(sheet))
}

/** It is sent, or not wanted any more. */
export function forgetDraft(form: HTMLFormElement): void {
  const key = keyOf(form)
  if (key) sessionStorage.removeItem(key)
}

/** Puts a kept sheet back on the form, as far as the server has not begun another one. True when it did. */
export async function restoreDraft(form: HTMLFormElement): Promise<boolean> {
  const key = keyOf(form)
  const sheet = key && read(key)
  if (!sheet) return false
  const fields = fieldsOf(form)
  if (key === 'draft:new' && fields.get('text')?.[0]?.value) return false
  // The line on home cannot wait: what was to be published later stays in the composer.
  if (sheet['later[on]']?.length && !fields.has('later[on]')) return false
  await bringPictures(form, sheet)
  for (const [name, all] of fieldsOf(form)) {
    const values = sheet[name]
    if (!values) continue
    for (const [i, field] of all.entries()) {
      if (isTick(field)) field.checked = values.includes(field.value)
      else if (!(field instanceof HTMLSelectElement) || [...field.options].some(({ value }) => value === values[i]))
        field.value = values[i] ?? ''
    }
    if (all.some((field) => !isTick(field) && !(field instanceof HTMLSelectElement) && field.value)) openFold(all[0])
  }
  return true
}

function openFold(field: Field | undefined) {
  const fold = field?.closest<HTMLDetailsElement>('details.more')
  if (fold) fold.open = true
}

/** Pictures are on the server; the reloaded page has only forgotten them. */
async function bringPictures(form: HTMLFormElement, sheet: Sheet): Promise<void> {
  const list = form.querySelector('#kept-pictures')
  const ids = Object.keys(sheet).flatMap((name) => /^kept\[(\d+)\]\[alt\]$/.exec(name)?.[1] ?? [])
  const missing = ids.filter((id) => !document.getElementById(`kept-${id}`))
  if (!list || missing.length === 0) return
  const query = new URLSearchParams(missing.map((id) => ['id[]', id]))
  const answer = await fetch(`/compose/kept?${query}`, { headers: { 'turbo-frame': 'kept' } }).catch(() => undefined)
  if (!answer?.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  list.append(...page.querySelectorAll('.kept > li'))
  list.closest('details')?.setAttribute('open', '')
}
