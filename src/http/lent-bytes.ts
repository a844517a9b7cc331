/** Bytes of one block: two pages of a timeline fit. */
const block = 128 * 1024
/** Blocks that are kept for the next answers; more are in use only when more clients than this are slow at the same time. */
const most = 16

const free: Buffer[] = []

/**
 * Room for an answer of `length` bytes, to be given back when it has gone out: memory that is asked for anew with each answer lies outside
 * V8's heap, which lets it grow to hundreds of megabytes before it looks.
 */
export const lend = (length: number): Buffer => (length <= block && free.pop()) || Buffer.allocUnsafeSlow(Math.max(length, block))

/** Takes back what nobody reads any more. */
export function giveBack(bytes: Buffer): void {
  if (bytes.length === block && free.length < most) free.push(bytes)
}
