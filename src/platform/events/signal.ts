import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../log/log.ts'

/** A connection of its own on which processes wake each other. Without it they look four times a second. */
export interface Signal {
  /** Wakes the others. Does nothing while the connection is down: they look anyway. */
  send(): void
  stop(): Promise<void>
}

/** Listens on a direct connection to PostgreSQL (PgBouncer in transaction mode lets nothing through) and connects again when it breaks. */
export function openSignal(url: string, log: Log, wake: () => void): Signal {
  const stopping = new AbortController()
  let client: pg.Client | undefined
  let sending = false

  const connect = async () => {
    const fresh = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
    const gone = new Promise<void>((resolve) => {
      fresh.on('error', () => resolve())
      fresh.on('end', () => resolve())
    })
    fresh.on('notification', wake)
    try {
      await fresh.connect()
      await fresh.query('listen atrium_events')
      client = fresh
      wake()
      await Promise.race([gone, aborted(stopping.signal)])
    } finally {
      client = undefined
      await fresh.end().catch(() => undefined)
    }
  }
  const keep = async () => {
    while (!stopping.signal.aborted) {
      await connect().catch((err: unknown) => log.warn({ err }, 'no direct connection for events; looking instead'))
      await sleep(1000, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const kept = keep()
  return {
    send() {
      if (!client || sending) return
      sending = true
      const ended = () => {
        sending = false
      }
      client.query('notify atrium_events').then(ended, ended)
    },
    async stop() {
      stopping.abort()
      await kept
    },
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
