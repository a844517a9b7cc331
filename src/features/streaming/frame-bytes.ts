import type { Channel } from './channels.ts'
import type { Message } from './stream.ts'

interface Made {
  echo: readonly string[]
  event: Message['event']
  payload: string | undefined
  bytes: Buffer
}

let last: Made | undefined

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((word, i) => word === b[i])

/**
 * The frame of Mastodon's socket for a message, in UTF-8; without a payload there is no such key. The newest is kept: a post goes to thousands
 * of streams one after the other, and to most of them in the same words, which would be escaped anew for each.
 */
export function frameBytes({ echo }: Channel, { event, payload }: Message): Buffer {
  if (last?.event === event && last.payload === payload && same(last.echo, echo)) return last.bytes
  const bytes = Buffer.from(JSON.stringify({ stream: echo, event, payload }))
  last = { echo, event, payload, bytes }
  return bytes
}
