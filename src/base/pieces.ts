const beyondAscii = /[^\0-\x7f]/g

/**
 * JSON in ASCII alone: every other character is written as its escape, which every reader of JSON turns back (RFC 8259, 7). V8 keeps such
 * a text in one byte a character, and its length is that of its bytes on the wire.
 */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(beyondAscii, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)

/**
 * A text in pieces that are kept elsewhere, to be written one after the other: a page of 40 KB is never put together as a string, which
 * would be copied three times on its way out. Every piece is ASCII.
 */
export class Pieces {
  readonly #list: readonly string[]
  /** Bytes in all. */
  readonly length: number

  constructor(list: readonly string[]) {
    this.#list = list
    let length = 0
    for (const piece of list) length += piece.length
    this.length = length
  }

  /** Writes all to the beginning of `bytes`, which has room for them. */
  writeTo(bytes: Buffer): void {
    let at = 0
    for (const piece of this.#list) at += bytes.write(piece, at, 'latin1')
  }
}

/** A JSON array of texts that lie in pieces. */
export function listOf(texts: readonly (readonly string[])[]): Pieces {
  const list: string[] = ['[']
  for (const [i, text] of texts.entries()) {
    if (i > 0) list.push(',')
    for (const piece of text) list.push(piece)
  }
  list.push(']')
  return new Pieces(list)
}
