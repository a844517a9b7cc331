/** A morph (live refresh, or the answer to any other form) must not wipe what a person has typed, chosen or opened. */
let sent: EventTarget | null = null

document.addEventListener('turbo:submit-start', (e) => {
  sent = e.target
})
document.addEventListener('turbo:render', () => {
  sent = null
})
document.addEventListener('turbo:before-morph-attribute', (e) => {
  if (e.detail.attributeName === 'open') e.preventDefault()
})
document.addEventListener('turbo:before-morph-element', (e) => {
  const field = e.target
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)) return
  if (field instanceof HTMLInputElement && field.type === 'hidden') return
  // Only the form whose answer is being rendered may be overwritten.
  if (sent && field.form === sent) return
  if (field instanceof HTMLSelectElement || field.value !== field.defaultValue) e.preventDefault()
  else if (field instanceof HTMLInputElement && field.checked !== field.defaultChecked) e.preventDefault()
})
