import type { Page, Worker } from 'playwright-core'

/** A notification as the service worker showed it. */
export interface Shown {
  title: string
  body: string
  tag: string
  data: unknown
}

/** Waits until a page of ours has its service worker, and answers it. */
export async function workerOf(page: Page): Promise<Worker> {
  const context = page.context()
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
  await page.evaluate(
    "new Promise((done) => navigator.serviceWorker.controller ? done() : navigator.serviceWorker.addEventListener('controllerchange', () => done()))",
  )
  return worker
}

/** Answers what hands the service worker of a page a message, as if a push service had brought it, and waits for what it shows. */
export async function pushInto(page: Page, worker: Worker): Promise<(data: string, title: string) => Promise<Shown | undefined>> {
  const cdp = await page.context().newCDPSession(page)
  const { origin } = new URL(page.url())
  await cdp.send('ServiceWorker.enable')
  const registrationId = await new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId)
    })
  })
  const shown = `registration.getNotifications().then((all) => all.map(({ title, body, tag, data }) => ({ title, body, tag, data })))`
  return async (data, title) => {
    // The door of Chromium by which this comes was seen to lose a message on a busy machine: it is knocked at again.
    for (let tries = 0; tries < 5; tries++) {
      await cdp.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data })
      for (let i = 0; i < 30; i++) {
        const found = ((await worker.evaluate(shown)) as Shown[]).find((one) => one.title === title)
        if (found) return found
        await page.waitForTimeout(100)
      }
    }
    return undefined
  }
}
