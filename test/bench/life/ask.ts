import { Agent, type IncomingMessage, request } from 'node:http'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'

export interface Ask {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  headers: Record<string, string>
  body?: string | Buffer
}

export interface Told {
  status: number
  text: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 400 })

const decoders: Record<string, (bytes: Buffer) => Buffer> = { zstd: zstdDecompressSync, br: brotliDecompressSync, gzip: gunzipSync }
const decoded = (bytes: Buffer, { headers }: IncomingMessage) => decoders[headers['content-encoding'] ?? '']?.(bytes) ?? bytes

/**
 * Asks the process that listens on `port` of this machine, under the name `host`. Rejects when it is cut off or takes a minute. What only reads
 * is asked again, once, when the server closed a kept connection in the moment in which it was used again, as every browser does (RFC 9110, 9.2.2).
 */
export async function ask(port: number, host: string, wish: Ask): Promise<Told> {
  try {
    return await askOnce(port, host, wish)
  } catch (e) {
    if (wish.method !== 'GET' || (e as NodeJS.ErrnoException).code !== 'ECONNRESET') throw e
    return await askOnce(port, host, wish)
  }
}

async function askOnce(port: number, host: string, { method, path, headers, body }: Ask): Promise<Told> {
  return await new Promise((resolve, reject) => {
    const sent = request({ agent, host: '127.0.0.1', port, method, path, timeout: 60_000, headers: { ...headers, host } }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: decoded(Buffer.concat(parts), answer).toString() }))
      answer.on('error', reject)
    })
    sent.on('timeout', () => sent.destroy(new Error('no answer within a minute')))
    sent.on('error', reject)
    sent.end(body)
  })
}

/** An open stream of somebody's home. */
export interface Stream {
  close(): void
}

/**
 * Opens somebody's `user` stream; `hear` gets each piece that comes. Resolves when the server has answered, and rejects when it refuses;
 * `ended` is called when it closes what we did not.
 */
export async function openStream(
  port: number,
  host: string,
  token: string,
  hear: (text: string) => void,
  ended: () => void,
): Promise<Stream> {
  const headers = { host, authorization: `Bearer ${token}`, accept: 'text/event-stream' }
  const sent = request({ agent: false, host: '127.0.0.1', port, path: '/api/v1/streaming/user', headers })
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.on('response', resolve).on('error', reject).end()
  })
  if (answer.statusCode !== 200) {
    sent.destroy()
    throw new Error(`a stream was refused with ${answer.statusCode}`)
  }
  let mine = false
  answer.setEncoding('latin1')
  answer.on('data', hear)
  answer.on('error', () => undefined)
  answer.on('close', () => mine || ended())
  return {
    close() {
      mine = true
      sent.destroy()
    },
  }
}
