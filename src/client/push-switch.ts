import { say } from './settle.ts'

/** Said in `localStorage` as long as this browser is to be woken: a new session has to be told its address again. */
const wanted = 'push'

const valuesOf = (subscription: PushSubscription) => {
  const { endpoint, keys } = subscription.toJSON()
  return { endpoint: endpoint ?? '', p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' }
}

/** Once for each tab: sessions end, and the subscription of the browser outlives them. */
async function tellAgain() {
  const csrf = document.querySelector<HTMLInputElement>('input[name=csrf]')?.value
  if (!csrf || !('PushManager' in window) || !localStorage.getItem(wanted) || sessionStorage.getItem(wanted)) return
  const subscription = await (await navigator.serviceWorker.ready).pushManager.getSubscription()
  if (!subscription) return
  sessionStorage.setItem(wanted, 'told')
  const body = new URLSearchParams({ csrf, ...valuesOf(subscription) })
  await fetch('/settings/push/browser', { method: 'POST', body, redirect: 'manual' })
}
document.addEventListener('turbo:load', () => {
  tellAgain().catch(() => undefined)
})

/** `<push-switch key="...">` round the two forms that switch the push of this browser on and off. What the browser gives is put into the first. */
class PushSwitch extends HTMLElement {
  connectedCallback() {
    const on = this.querySelector<HTMLFormElement>('form[data-on]')
    const off = this.querySelector<HTMLFormElement>('form[data-off]')
    this.querySelector('[data-script]')?.remove()
    if (!('PushManager' in window)) this.querySelector<HTMLElement>('[data-unable]')?.removeAttribute('hidden')
    else on?.removeAttribute('hidden')
    on?.addEventListener('submit', (e) => {
      if (on.dataset['ready']) return
      e.preventDefault()
      e.stopImmediatePropagation()
      this.subscribe(on).catch(() => say(this.dataset['failed'] ?? ''))
    })
    off?.addEventListener('submit', () => {
      localStorage.removeItem(wanted)
      const forget = async () => await (await (await navigator.serviceWorker.ready).pushManager.getSubscription())?.unsubscribe()
      forget().catch(() => undefined)
    })
  }

  async subscribe(form: HTMLFormElement) {
    if ((await Notification.requestPermission()) !== 'granted') return say(this.dataset['denied'] ?? '')
    const { pushManager } = await navigator.serviceWorker.ready
    const key = this.getAttribute('key') ?? ''
    const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
    for (const [name, value] of Object.entries(valuesOf(subscription))) {
      const field = form.elements.namedItem(name)
      if (field instanceof HTMLInputElement) field.value = value
    }
    localStorage.setItem(wanted, 'yes')
    sessionStorage.setItem(wanted, 'told')
    form.dataset['ready'] = 'yes'
    form.requestSubmit()
  }
}

customElements.define('push-switch', PushSwitch)
