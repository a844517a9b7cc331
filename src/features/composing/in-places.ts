/**
 * Puts things where a person wants them: each may name the place, from 1 on, at which it shall stand; whoever names none, or its own, gives
 * way. Two that name each other's place change places.
 */
export function inPlaces<T extends { place?: number }>(things: readonly T[]): T[] {
  const wished = things.map((thing, i) => {
    const own = i + 1
    const place = thing.place ?? own
    // Before who stands there when it moves up, behind when it moves down.
    return { thing, at: place < own ? place - 0.5 : place > own ? place + 0.5 : own }
  })
  return wished.toSorted((a, b) => a.at - b.at).map(({ thing }) => thing)
}
