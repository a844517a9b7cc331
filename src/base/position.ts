/**
 * Where an event stands in the order of commits: `"<xid>-<id>"`, opaque outside this file. PostgreSQL hands ids out at insert and not
 * at commit, so there the transaction comes first; on SQLite, which has one writer, `xid` is always 0.
 */
export interface Position {
  xid: bigint
  id: number
}

/** Undefined for anything that `formatPosition` does not write: positions come back from browsers. */
export function parsePosition(text: string): Position | undefined {
  const parts = /^(0|[1-9]\d{0,19})-(0|[1-9]\d{0,15})$/.exec(text)
  if (!parts) return undefined
  const position = { xid: BigInt(parts[1]!), id: Number(parts[2]) }
  return Number.isSafeInteger(position.id) ? position : undefined
}

export const formatPosition = (position: Position): string => `${position.xid}-${position.id}`

/** Negative when `a` was committed before `b`, 0 when they are the same. Throws on text that is no position. */
export function comparePositions(a: string, b: string): number {
  const [left, right] = [parsePosition(a), parsePosition(b)]
  if (!left || !right) throw new Error(`not a position: ${left ? b : a}`)
  return left.xid === right.xid ? left.id - right.id : left.xid < right.xid ? -1 : 1
}
