/**
 * A favourite, a boost, a bookmark shows at once; the answer says it again, or it goes back when the server did not take it. The number beside
 * it moves along.
 */
const flip = (button: HTMLElement) => {
  const on = button.getAttribute('aria-pressed') !== 'true'
  button.setAttribute('aria-pressed', String(on))
  const number = button.querySelector('.n')
  const shown = Number(number?.textContent)
  if (number && Number.isInteger(shown)) number.textContent = String(shown + (on ? 1 : -1))
}

const pressed = ({ formSubmission }: { formSubmission: { submitter?: HTMLElement } }) => {
  const button = formSubmission.submitter
  return button?.matches('.act[aria-pressed]') ? button : undefined
}

document.addEventListener('turbo:submit-start', (e) => {
  const button = pressed(e.detail)
  if (button) flip(button)
})
document.addEventListener('turbo:submit-end', (e) => {
  const button = pressed(e.detail)
  if (button && !e.detail.success) flip(button)
})
