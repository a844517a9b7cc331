/** Ms that the newest posts stand before somebody's eyes until they count as read. */
const longEnough = 3000

/**
 * `<read-place>` on the first page of home: notes how far it has been read, for all devices. It waits anew when new posts are laid on top, and
 * while nobody looks.
 */
class ReadPlace extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined
  #noted = 0
  #arrivals = new MutationObserver(() => this.wait())
  #look = () => this.wait()

  connectedCallback() {
    if (document.documentElement.hasAttribute('data-turbo-preview')) return
    document.addEventListener('visibilitychange', this.#look)
    const arrived = document.getElementById('arrived')
    if (arrived) this.#arrivals.observe(arrived, { childList: true })
    this.wait()
  }
  disconnectedCallback() {
    clearTimeout(this.#timer)
    document.removeEventListener('visibilitychange', this.#look)
    this.#arrivals.disconnect()
  }
  wait() {
    clearTimeout(this.#timer)
    if (document.visibilityState === 'visible') this.#timer = setTimeout(() => void this.note(), longEnough)
  }
  async note() {
    const posts = document.querySelectorAll<HTMLElement>('#arrived .post, #feed .post')
    const at = Math.max(0, ...[...posts].map((post) => Number(post.dataset['place'])))
    const token = document.querySelector<HTMLInputElement>('input[name=csrf]')?.value ?? ''
    if (at <= this.#noted) return
    this.#noted = at
    // Where it does not arrive, the next look at home notes it.
    await fetch('/home/read', { method: 'POST', headers: { 'x-csrf-token': token }, body: new URLSearchParams({ at: String(at) }) }).catch(
      () => undefined,
    )
  }
}

customElements.define('read-place', ReadPlace)
