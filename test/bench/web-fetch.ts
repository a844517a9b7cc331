import { request } from 'node:http'

/** One answer as it was sent: bytes of its body before anything is unpacked, and ms to its first byte. */
export interface Fetched {
  status: number
  bytes: number
  firstByte: number
  body: Buffer
  coding: string
}

/** Asks with exactly these codings; nothing is kept. */
export async function fetchRaw(url: string, cookie: string, codings = ''): Promise<Fetched> {
  const began = performance.now()
  return await new Promise((resolve, reject) => {
    const headers = { cookie, accept: 'text/html', ...(codings ? { 'accept-encoding': codings } : {}) }
    const asked = request(url, { headers }, (answer) => {
      const firstByte = performance.now() - began
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => {
        const body = Buffer.concat(parts)
        resolve({ status: answer.statusCode ?? 0, bytes: body.length, firstByte, body, coding: answer.headers['content-encoding'] ?? '' })
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** The value under which a share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

/** Bytes of one address: plain, by gzip and by Brotli, as they are sent. */
export async function sizesOf(
  url: string,
  cookie: string,
): Promise<{ plain: number; gzip: number; br: number; body: string; faults: string[] }> {
  const [plain, gzip, br] = [await fetchRaw(url, cookie), await fetchRaw(url, cookie, 'gzip'), await fetchRaw(url, cookie, 'br')]
  const faults = [plain, gzip, br].filter(({ status }) => status !== 200).map(({ status }) => `${url} answered ${status}`)
  return { plain: plain.bytes, gzip: gzip.bytes, br: br.bytes, body: plain.body.toString(), faults }
}

/** What a page loads at once: its styles, and its scripts with what they import; not what these import at the first use. */
export async function firstLoadOf(url: string, html: string, cookie: string) {
  const sum = { css: { plain: 0, gzip: 0, br: 0 }, js: { plain: 0, gzip: 0, br: 0 } }
  const faults: string[] = []
  const take = async (kind: 'css' | 'js', paths: string[]) => {
    for (const path of paths) {
      const sizes = await sizesOf(url + path, cookie)
      faults.push(...sizes.faults)
      for (const way of ['plain', 'gzip', 'br'] as const) sum[kind][way] += sizes[way]
      for (const [, chunk] of sizes.body.matchAll(/(?:from|import)"\.\/(chunk-\w+\.js)"/g))
        if (!paths.includes(`/assets/${chunk}`)) paths.push(`/assets/${chunk}`)
    }
  }
  await take(
    'css',
    [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((found) => found[1]!),
  )
  await take(
    'js',
    [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map((found) => found[1]!),
  )
  return { ...sum, faults }
}
