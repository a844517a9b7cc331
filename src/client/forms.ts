import { config } from '@hotwired/turbo'
import { say } from './settle.ts'

// The default, `disabled`, throws the focus to the body.
config.forms.submitter = 'aria-disabled'

// No network: nothing was sent, nothing is lost, and the page says so.
document.addEventListener('turbo:fetch-request-error', () => {
  say(document.getElementById('status')?.dataset['offline'] ?? '')
})

// A morph leaves a chosen file in its field: once it was taken, the next sending must not bring it again.
document.addEventListener('turbo:submit-end', (e) => {
  if (!e.detail.success || !(e.target instanceof HTMLFormElement)) return
  for (const field of e.target.querySelectorAll<HTMLInputElement>('input[type=file]')) field.value = ''
})
