import { say } from './settle.ts'

/** `<button data-copy="ID" hidden>` copies what stands in a field. Hidden where it could do nothing. */
const show = () => {
  for (const button of document.querySelectorAll<HTMLElement>('button[data-copy]')) button.hidden = !('clipboard' in navigator)
}
document.addEventListener('turbo:load', show)
document.addEventListener('click', (e) => {
  const button = e.target instanceof Element ? e.target.closest<HTMLElement>('button[data-copy]') : null
  const field = button && document.getElementById(button.dataset['copy'] ?? '')
  if (!button || !(field instanceof HTMLInputElement)) return
  field.select()
  navigator.clipboard.writeText(field.value).then(
    () => say(button.dataset['copied'] ?? ''),
    () => undefined,
  )
})
