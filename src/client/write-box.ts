import { renderStreamMessage, visit } from '@hotwired/turbo'
import { say } from './settle.ts'

/**
 * `<write-box limit="5000" draft="new">` round the text of a post. What it can do is loaded when somebody turns to it: at once on the
 * composer's page or where a draft waits, else with the first touch. Without JavaScript the server counts, and answers with the text kept.
 */
class WriteBox extends HTMLElement {
  connectedCallback() {
    const wake = () => {
      import('./composer/wake.ts').then(({ wakeUp }) => wakeUp(this, { say, visit, renderStreamMessage })).catch(reportError)
    }
    if (this.closest('.composer') || sessionStorage.getItem(`draft:${this.getAttribute('draft')}`)) return wake()
    const form = this.closest('form')
    for (const name of ['focusin', 'pointerover']) form?.addEventListener(name, wake, { once: true })
  }
}

customElements.define('write-box', WriteBox)
