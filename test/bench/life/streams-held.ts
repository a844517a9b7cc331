import { openStream, type Stream } from './ask.ts'
import type { Person } from './company.ts'
import type { Place } from './live.ts'

/** Streams that are held open, and what came of it. */
export interface Held {
  /** Pieces with an event in them. */
  heard(): number
  /** Streams that the server closed. */
  lost(): number
  close(): void
}

/** Opens the streams of these people, a few at a time. Rejects when one is refused. */
export async function holdStreams({ ports, host }: Place, people: readonly Person[]): Promise<Held> {
  const streams: Stream[] = []
  let [heard, lost] = [0, 0]
  const hear = (text: string) => {
    if (text.includes('event: ')) heard++
  }
  for (let from = 0; from < people.length; from += 20)
    await Promise.all(
      people.slice(from, from + 20).map(async ({ token }, i) => {
        streams.push(await openStream(ports[(from + i) % ports.length]!, host, token, hear, () => lost++))
      }),
    )
  return {
    heard: () => heard,
    lost: () => lost,
    close() {
      for (const stream of streams) stream.close()
    },
  }
}
