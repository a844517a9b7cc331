import { Readable } from 'node:stream'
import { Pieces } from '#base/pieces.ts'
import { Answer } from './area.ts'
import type { Exchange } from './exchange.ts'
import { flatten, json, send } from './send.ts'

const none: readonly string[] = []

/** Sends what a handler returned: a bare value as JSON, nothing as `{}`, an Answer as it says. */
export function answerJson(x: Exchange, result: unknown): void {
  if (!(result instanceof Answer)) return send(x, 200, json, none, JSON.stringify(result ?? {}))
  const { list, type } = flatten(result.headers)
  const { body, status } = result
  if (body === undefined) return send(x, status, undefined, list, undefined)
  const ready = typeof body === 'string' || Buffer.isBuffer(body) || body instanceof Pieces || body instanceof Readable
  send(x, status, type ?? json, list, ready ? body : JSON.stringify(body))
}
