import { defineJob } from '#platform/site.ts'
import { z } from 'zod'
import { endMute } from './end-mute.ts'
import { letAllIn } from './let-all-in.ts'

/** Added by `mute` for the time when the mute runs out. */
export const muteEnds = defineJob({
  name: 'relationships.mute-ends',
  data: z.strictObject({ accountId: z.int(), targetId: z.int() }),
  run: async (site, pair) => await endMute(site, pair),
})

/** An account is not locked any more: who was waiting follows it. */
export const unlocked = defineJob({
  name: 'relationships.unlocked',
  data: z.strictObject({ accountId: z.int() }),
  run: async (site, { accountId }) => await letAllIn(site, accountId),
})
