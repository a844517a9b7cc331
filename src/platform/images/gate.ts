import { unavailable } from '#base/errors.ts'

/** Pictures in work at once in this process, and in front of the door: each that waits lies on the disk. */
const atOnce = 2
const mostWaiting = 40

let inside = 0
const waiting: (() => void)[] = []

/** Runs `work` when fewer than two others are in work, in the order of asking. Throws 503 when 40 are waiting already. */
export async function takeTurn<T>(work: () => Promise<T>): Promise<T> {
  if (inside < atOnce) inside++
  else {
    if (waiting.length >= mostWaiting) throw unavailable('pictures_busy', 'Too many pictures are being read at once; please try again', 10)
    // Whoever leaves hands over the place.
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else inside--
  }
}
