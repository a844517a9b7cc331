import { setImmediate } from 'node:timers/promises'
import { defineJob } from '#platform/site.ts'
import { z } from 'zod'
import { deleteOldGrants } from './grants.queries.ts'
import { revokeTokens } from './revoke-tokens.ts'

const day = 86_400_000
/** A token that nobody has used for so long belongs to a phone that is in a drawer or lost. */
export const unusedLife = 90 * day
/** A grant stays a day past its code, and as long as its token lives, so that a second use is noticed. */
const grantLife = day

/** Ends tokens unused for 90 days and forgets old grants; once a day. */
export const tidyTokens = defineJob({
  name: 'oauth.tidyTokens',
  data: z.strictObject({}),
  async run(site) {
    const now = site.clock.now()
    while ((await site.store.tx((db) => revokeTokens(site, db, { unusedSince: now - unusedLife }))).length > 0) await setImmediate()
    while ((await site.store.tx((db) => deleteOldGrants(db, now - grantLife))) > 0) await setImmediate()
  },
})
