const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Characters as the server counts them, near enough for a hint: an address counts 23, a colleague's name elsewhere without its host. */
export function countTyped(text: string): number {
  const short = text.replace(/https?:\/\/\S+/g, 'x'.repeat(23)).replace(/(@[\w.-]+)@[\w.-]+/g, '$1')
  return [...segments.segment(short)].length
}

/**
 * `<write-box limit="5000" draft="new">` round a textarea: counts what is left, keeps the text over a reload of this tab, and sends on
 * Ctrl+Enter. Without JavaScript the server counts, and answers with the text kept.
 */
class WriteBox extends HTMLElement {
  connectedCallback() {
    const area = this.querySelector('textarea')
    const form = this.closest('form')
    if (!area || !form) return
    const draft = this.getAttribute('draft')
    const key = draft ? `draft:${draft}` : undefined
    if (key && area.value === '') area.value = sessionStorage.getItem(key) ?? ''
    const count = () => this.count(area.value, form)
    count()
    area.addEventListener('input', () => {
      count()
      if (key) sessionStorage.setItem(key, area.value)
    })
    form.addEventListener('input', count)
    area.addEventListener('keydown', (e) => {
      if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) form.requestSubmit()
    })
    form.addEventListener('turbo:submit-end', (e) => {
      if (key && (e as DocumentEventMap['turbo:submit-end']).detail.success) sessionStorage.removeItem(key)
    })
  }
  count(text: string, form: HTMLFormElement) {
    const place = this.querySelector<HTMLElement>('.count')
    if (!place) return
    const warning = form.querySelector<HTMLInputElement>('[name=warning]')?.value ?? ''
    const left = Number(this.getAttribute('limit')) - countTyped(text) - countTyped(warning)
    place.textContent = (place.dataset['left'] ?? '').replace('{left}', left.toLocaleString(document.documentElement.lang))
    place.classList.toggle('low', left >= 0 && left < 100)
    place.classList.toggle('over', left < 0)
  }
}

customElements.define('write-box', WriteBox)
