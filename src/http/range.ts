/** First and last byte, both included. */
export interface Range {
  start: number
  end: number
}

/**
 * What a Range header asks of a body of `size` bytes (RFC 9110, 14.1.2): one range, `unsatisfiable`, or undefined where the whole is to be sent:
 * without a header, and for several ranges or other units, which a server may ignore.
 */
export function rangeOf(header: string | undefined, size: number): Range | 'unsatisfiable' | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header?.trim() ?? '')
  if (!found) return undefined
  const [first, last] = [found[1]!, found[2]!]
  if (first === '' && last === '') return undefined
  if (first === '') return Number(last) === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - Number(last)), end: size - 1 }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return undefined
  if (start >= size) return 'unsatisfiable'
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}
