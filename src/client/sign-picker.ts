/**
 * `<sign-picker>` round the form by which somebody reacts to an announcement: the sheet of all emoji in place of a field, loaded when it is opened.
 * Without JavaScript the sign is pressed among a few, or typed.
 */
class SignPicker extends HTMLElement {
  connectedCallback() {
    const fold = this.querySelector('details')
    fold?.addEventListener('toggle', () => {
      if (fold.open) this.#open(fold).catch(reportError)
    })
    this.addEventListener('turbo:submit-end', (e) => {
      if (fold && (e as DocumentEventMap['turbo:submit-end']).detail.success) fold.open = false
    })
  }

  async #open(fold: HTMLDetailsElement) {
    const panel = this.querySelector<HTMLElement>('.emoji-panel')
    const field = this.querySelector<HTMLInputElement>('[name=other]')
    if (!panel?.hidden || !field) return
    const { emojiSheet } = await import('./composer/emoji.ts')
    const begin = emojiSheet(panel, {
      chosen(emoji) {
        field.value = emoji
        field.form?.requestSubmit()
      },
      left() {
        fold.open = false
        fold.querySelector('summary')?.focus()
      },
    })
    panel.hidden = false
    const plain = this.querySelector<HTMLElement>('[data-plain]')
    if (plain && !plain.querySelector('.fault')) plain.hidden = true
    begin()
  }
}

customElements.define('sign-picker', SignPicker)
