import { connectStreamSource, disconnectStreamSource, session } from '@hotwired/turbo'
import { comparePositions } from '#base/position.ts'

/** What the server sends: Turbo stream elements, or the wish that the page be read again. `id` is the position it stands for. */
interface LiveMessage {
  id: string
  html?: string
  reset?: boolean
}

/** Close code of an ended session. */
const signedOut = 4401
/** Ms out of sight after which the machine may have slept, and the socket be dead. */
const mostAsleep = 60_000
/** Ids told to the server, so that it speaks of no others; more would not fit into a frame. */
const mostShown = 100

let socket: WebSocket | undefined
let wait = 250
let timer: ReturnType<typeof setTimeout> | undefined
const sources = new Set<LiveSource>()

/** The one source that asks and hears for the document: the page's own, or the one that every page has in its frame. */
const speaker = () => [...sources].findLast((s) => s.getAttribute('channels') !== 'frame') ?? sources.values().next().value

const shown = () => [...document.querySelectorAll('.post[id^=post-]')].slice(0, mostShown).map((post) => post.id.slice(5))

/** Tells the server what this page wants and what it shows. Called again whenever that changes. */
export function ask() {
  const s = speaker()
  if (socket?.readyState !== WebSocket.OPEN || !s) return
  const announced = document.querySelector<HTMLElement>('#new-posts a, #new-answers a')
  const waiting = Number(announced?.dataset['count'] ?? 0)
  socket.send(JSON.stringify({ channels: s.getAttribute('channels'), after: s.getAttribute('since'), shown: shown(), waiting }))
}

function close() {
  clearTimeout(timer)
  const open = socket
  socket = undefined
  open?.close()
}

function open() {
  clearTimeout(timer)
  if (socket || sources.size === 0) return
  const ws = (socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/live`))
  ws.onopen = () => {
    wait = 250
    ask()
  }
  ws.onmessage = ({ data }) => {
    const message: LiveMessage = JSON.parse(String(data))
    speaker()?.take(message)
  }
  ws.onclose = ({ code }) => {
    if (socket !== ws) return
    socket = undefined
    // A reload at once would cancel the sign-out that is running in this very tab.
    if (code === signedOut) timer = setTimeout(() => location.reload(), 500)
    else {
      timer = setTimeout(open, wait * (0.5 + Math.random()))
      wait = Math.min(wait * 2, 30_000)
    }
  }
}

// A socket is dead after the return from the back-forward cache, and its end would be noticed late.
addEventListener('pagehide', close)
addEventListener('pageshow', (e) => {
  if (e.persisted) open()
})
// What was open before the network went may be dead without anybody having said so.
const reopen = () => {
  wait = 250
  close()
  open()
}
addEventListener('online', reopen)
let hiddenAt = 0
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') hiddenAt = Date.now()
  else if (hiddenAt > 0 && Date.now() - hiddenAt > mostAsleep) reopen()
})
// A morph keeps the source and changes what the page shows, and where it stands.
document.addEventListener('turbo:render', ask)

/**
 * `<live-source channels="home" since="POSITION">`: what happens after `since` reaches the page. One socket serves the document over all
 * visits; `since` is written back, so that a page restored by Back catches up from its own position.
 */
class LiveSource extends HTMLElement {
  connectedCallback() {
    sources.add(this)
    connectStreamSource(this)
    clearTimeout(timer)
    if (socket) ask()
    else open()
  }
  disconnectedCallback() {
    sources.delete(this)
    disconnectStreamSource(this)
    if (sources.size > 0) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (sources.size === 0) close()
    }, 1000)
  }
  take(message: LiveMessage) {
    if (message.reset) return session.refresh(document.baseURI)
    if (comparePositions(message.id, this.getAttribute('since') ?? '') <= 0) return
    this.setAttribute('since', message.id)
    this.dispatchEvent(new MessageEvent('message', { data: message.html ?? '' }))
  }
}

customElements.define('live-source', LiveSource)
