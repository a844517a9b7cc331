import { FetchFault } from './fetch.ts'

/**
 * Reads a body to its end. Bytes are counted after decompression, as they come, so that a small answer which unfolds without end costs no more
 * than the cap (SEC:N17). Throws FetchFault `too_large`; the rest is not read then.
 */
export async function readCapped(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<Buffer> {
  if (!body) return Buffer.alloc(0)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body) {
    size += part.byteLength
    // Leaving the loop cancels the stream.
    if (size > maxBytes) throw new FetchFault('too_large', `the answer is larger than ${maxBytes} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts, size)
}
