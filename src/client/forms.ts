import { config } from '@hotwired/turbo'
import { say } from './settle.ts'

// The default, `disabled`, throws the focus to the body.
config.forms.submitter = 'aria-disabled'

// No network: nothing was sent, nothing is lost, and the page says so.
document.addEventListener('turbo:fetch-request-error', () => {
  say(document.getElementById('status')?.dataset['offline'] ?? '')
})
