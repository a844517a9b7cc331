import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import type { Cause } from './notifications.queries.ts'
import type { Fate } from './notifications.schema.ts'
import { chosenPolicy } from './policies.queries.ts'
import { fateOf, usualPolicy } from './sender.policy.ts'
import { isStrangeLetter, senderFacts } from './senders.queries.ts'

/** What becomes of a notification under its receiver's policy as it is now. What is written keeps the fate that it met then. */
export async function weigh(site: Site, db: Db, cause: Cause): Promise<Fate> {
  const { type, statusId } = cause
  const sender = await senderFacts(db, cause)
  if (!sender) return 'drop'
  const policy = (await chosenPolicy(db, cause.accountId)) ?? usualPolicy
  const strange = type === 'mention' && statusId !== null && !sender.following && (await isStrangeLetter(db, cause, statusId))
  return fateOf(policy, type, sender, strange, site.clock.now())
}
