/** The formats that are read. */
export type PictureKind = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif'

/** Bytes of a file's beginning that `kindOf` wants to see. */
export const headLength = 256

const starts = (head: Buffer, at: number, ...bytes: readonly number[]) => bytes.every((byte, i) => head[at + i] === byte)
const says = (head: Buffer, at: number, text: string) => head.toString('latin1', at, at + text.length) === text

/** Brands of an ISO media file (ISO 14496-12, 4.3): the major one and those that it is compatible with. */
function brands(head: Buffer): string[] {
  if (!says(head, 4, 'ftyp')) return []
  const end = Math.min(head.readUInt32BE(0), head.length)
  const found = [head.toString('latin1', 8, 12)]
  for (let at = 16; at + 4 <= end; at += 4) found.push(head.toString('latin1', at, at + 4))
  return found
}

/**
 * What a file is by its first bytes, whatever its name or its sender says: this is asked before any decoder sees the file (SEC:M1).
 * `recording` is video or audio, undefined anything else.
 */
export function kindOf(head: Buffer): PictureKind | 'recording' | undefined {
  if (head.length < 12) return undefined
  if (starts(head, 0, 0xff, 0xd8, 0xff)) return 'jpeg'
  if (starts(head, 0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (says(head, 0, 'GIF87a') || says(head, 0, 'GIF89a')) return 'gif'
  if (says(head, 0, 'RIFF')) return says(head, 8, 'WEBP') ? 'webp' : 'recording'
  const known = brands(head)
  if (known.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif'
  // HEIF's other brands are pictures that we do not read.
  if (known.length > 0) return known.some((brand) => /^(?:hei|hev|mif1|msf1)/.test(brand)) ? undefined : 'recording'
  const sounds = says(head, 0, 'OggS') || says(head, 0, 'fLaC') || says(head, 0, 'ID3') || (head[0] === 0xff && (head[1]! & 0xe0) === 0xe0)
  const moves = starts(head, 0, 0x1a, 0x45, 0xdf, 0xa3) || starts(head, 0, 0x00, 0x00, 0x01, 0xba)
  return sounds || moves ? 'recording' : undefined
}
