/**
 * The service worker: a page for the time without network, with the files that it needs, and notifications. Pages themselves are never kept:
 * what stands on a screen is always what the server says now. Its own policy lets it ask our origin only.
 */
export {}

/** The part of a worker's world that is used here; the library of the page's world knows no workers. */
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent extends Extendable {
  request: Request
  preloadResponse: Promise<Response | undefined>
  respondWith(answer: Promise<Response>): void
}
interface PushEvent extends Extendable {
  data: { json(): unknown } | null
}
interface NotificationEvent extends Extendable {
  notification: Notification
}
interface OpenPage {
  url: string
  focus(): Promise<OpenPage>
  navigate(path: string): Promise<unknown>
}
interface World {
  registration: ServiceWorkerRegistration
  clients: { claim(): Promise<void>; matchAll(o: { type: 'window' }): Promise<OpenPage[]>; openWindow(path: string): Promise<unknown> }
  skipWaiting(): Promise<void>
  addEventListener(name: 'install' | 'activate', hear: (e: Extendable) => void): void
  addEventListener(name: 'fetch', hear: (e: FetchEvent) => void): void
  addEventListener(name: 'push', hear: (e: PushEvent) => void): void
  addEventListener(name: 'notificationclick', hear: (e: NotificationEvent) => void): void
}
const world = self as unknown as World

const shelf = 'offline'
const offline = '/offline'
/** Ms after which the kept page is asked for anew, so that a release reaches it. */
const freshFor = 86_400_000

/** Fetches the page without network as nobody in particular, so that nothing of a person is kept, and the files that it names. */
async function stock() {
  const answer = await fetch(offline, { credentials: 'omit', cache: 'no-cache' })
  if (!answer.ok) throw new Error('the page for the time without network is not there')
  const html = await answer.clone().text()
  const files = [...new Set(html.match(/\/assets\/[\w.-]+/g))]
  const cache = await caches.open(shelf)
  await cache.addAll(files)
  await cache.put(offline, answer)
  const kept = new Set([offline, ...files])
  for (const request of await cache.keys()) if (!kept.has(new URL(request.url).pathname)) await cache.delete(request)
}

async function restock() {
  const date = (await caches.match(offline))?.headers.get('date')
  if (!date || Date.now() - Date.parse(date) > freshFor) await stock()
}

async function read(e: FetchEvent): Promise<Response> {
  try {
    const answer = (await e.preloadResponse) ?? (await fetch(e.request))
    e.waitUntil(restock().catch(() => undefined))
    return answer
  } catch (error) {
    const kept = await caches.match(offline)
    if (kept) return kept
    throw error
  }
}

world.addEventListener('install', (e) => e.waitUntil(stock().then(() => world.skipWaiting())))
world.addEventListener('activate', (e) => e.waitUntil(Promise.all([world.registration.navigationPreload?.enable(), world.clients.claim()])))
world.addEventListener('fetch', (e) => {
  const { request } = e
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') e.respondWith(read(e))
  else if (request.url.startsWith(`${location.origin}/assets/`))
    e.respondWith(caches.match(request, { ignoreVary: true }).then((kept) => kept ?? fetch(request)))
})

interface Told {
  title?: string
  body?: string
  icon?: string
  path?: string
  notification_id?: number
  preferred_locale?: string
}

// A push that shows nothing would cost the permission, so also one that cannot be read says something.
async function show(data: PushEvent['data']) {
  const told: Told = await Promise.resolve()
    .then(() => data?.json() as Told)
    .catch(() => ({}))
  const { title, body = '', icon, path = '/notifications', notification_id: id, preferred_locale: lang } = told ?? {}
  await world.registration.showNotification(title ?? location.host, {
    body,
    data: { path },
    ...(icon === undefined ? {} : { icon }),
    ...(id === undefined ? {} : { tag: String(id) }),
    ...(lang === undefined ? {} : { lang }),
  })
}
world.addEventListener('push', (e) => e.waitUntil(show(e.data)))

/** In a page that is open, or in a window of its own. */
async function open(path: string) {
  const [page] = await world.clients.matchAll({ type: 'window' })
  if (!page) return await world.clients.openWindow(path)
  await page.navigate(path)
  await page.focus().catch(() => undefined)
}
world.addEventListener('notificationclick', (e) => {
  e.notification.close()
  const { path } = e.notification.data as { path: string }
  // Only ever a path of our own.
  e.waitUntil(open(/^\/(?!\/)/.test(path) ? path : '/notifications'))
})
