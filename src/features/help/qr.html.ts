import { encode } from 'uqr'

/** White modules round a code, which scanners need (ISO/IEC 18004, 9.1). */
const quiet = 4

/** A QR code as one path, since a strict policy allows neither style nor pictures of another source. `box` is the SVG's viewBox. */
export function qrCode(text: string): { box: string; path: string; size: number } {
  const { data, size } = encode(text, { border: 0, ecc: 'M' })
  const runs = data.flatMap((row, y) =>
    row.flatMap((dark, x) => {
      if (!dark || row[x - 1]) return []
      const end = row.indexOf(false, x)
      const width = (end < 0 ? size : end) - x
      return [`M${x} ${y}h${width}v1h-${width}z`]
    }),
  )
  const whole = size + 2 * quiet
  return { box: `-${quiet} -${quiet} ${whole} ${whole}`, path: runs.join(''), size: whole }
}
