import { setTimeout as sleep } from 'node:timers/promises'

/** Somebody who acts through the API of a server that is killed again and again. */
export interface Actor {
  url: string
  token: string
  /** Only a failed test gives up. */
  failed: AbortSignal
}

/** What a test reads of the answer. */
export interface Acknowledged {
  id?: string
  poll?: { id: string }
}

/**
 * Sends a POST until it is acknowledged, and answers what came. `taken` are further statuses that acknowledge it: a vote that was counted
 * before its answer was lost is refused the next time. Undefined when the test has failed.
 */
export async function insist(
  { url, token, failed }: Actor,
  path: string,
  o: { body?: unknown; key?: string; taken?: readonly number[] } = {},
): Promise<Acknowledged | undefined> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  if (o.key) headers['idempotency-key'] = o.key
  while (!failed.aborted) {
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(o.body ?? {}) }).catch(() => undefined)
    const json = answer && (await answer.json().catch(() => undefined))
    if (answer && json !== undefined && (answer.status === 200 || o.taken?.includes(answer.status))) return json as Acknowledged
    await sleep(20)
  }
  return undefined
}
