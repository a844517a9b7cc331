import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib'

export type Coding = 'zstd' | 'br' | 'gzip'

/** Below this a packet is not saved. */
const worthwhile = 1024

const kept = new Map<string, Coding | undefined>()

/** The best coding that an Accept-Encoding header names (`q=0` forbids one); answers are kept, since there are few such headers. */
export function codingFor(header: string | undefined): Coding | undefined {
  if (!header) return undefined
  if (kept.has(header)) return kept.get(header)
  const offered = new Set(
    header
      .slice(0, 200)
      .split(',')
      .filter((one) => !/;\s*q=0(?:\.0*)?\s*$/.test(one))
      .map((one) => one.split(';')[0]!.trim().toLowerCase()),
  )
  const best = (['zstd', 'br', 'gzip'] as const).find((coding) => offered.has(coding))
  if (kept.size > 500) kept.clear()
  kept.set(header, best)
  return best
}

/** Whether a body of this type and length is worth compressing. */
export const isCompressible = (type: string, length: number): boolean =>
  length >= worthwhile && /^(?:text\/|application\/(?:[\w.+-]*json|javascript|manifest)|image\/svg)/.test(type)

/**
 * Compresses in line: for a page of 57 KB the thread pool costs more than the work (zstd 3: 0.09 ms, br 4: 0.4, gzip 4: 0.3). Each coder is told
 * how much comes, or zstd would lay out a work space of megabytes for it (docs/adr/0038).
 */
export function compress(body: string | Buffer, coding: Coding): Buffer {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const { length } = bytes
  if (coding === 'zstd') return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 3 }, pledgedSrcSize: length })
  if (coding === 'br')
    return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: length } })
  return gzipSync(bytes, { level: 4 })
}
