import type { Db } from '#db/store.ts'
import { keyInUse } from './groups.queries.ts'
import type { Cause } from './notifications.queries.ts'

const hour = 3_600_000
/** Hours over which a group may stretch. */
const longest = 12

/** Kinds of which several are shown as one. */
export const groupableTypes = ['favourite', 'reblog', 'follow'] as const

/**
 * Under which key a notification of this time (ms) is shown with its like: that of a group begun in the last twelve hours, or a new one. Null
 * for kinds that stand alone. The form is Mastodon's: type, post, hour since 1970.
 */
export async function groupKeyFor(db: Db, { accountId, type, statusId }: Cause, now: number): Promise<string | null> {
  if (!groupableTypes.some((one) => one === type)) return null
  const prefix = statusId === null ? type : `${type}-${statusId}`
  const bucket = Math.floor(now / hour)
  const keys = Array.from({ length: longest }, (_, ago) => `${prefix}-${bucket - ago}`)
  return (await keyInUse(db, accountId, keys)) ?? keys[0]!
}
