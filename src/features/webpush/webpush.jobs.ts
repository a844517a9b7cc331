import { setImmediate } from 'node:timers/promises'
import { pushDue } from '#features/notifications/push-due.ts'
import { defineJob } from '#platform/site.ts'
import { z } from 'zod'
import { deliver } from './deliver.ts'
import { deliverDue } from './deliver-due.ts'
import { planDeliveries } from './plan-deliveries.ts'
import { pushLife } from './push-life.ts'
import { deleteOldDeliveries, deleteStrangers } from './webpush.queries.ts'

/** Added by notifications in the transaction of the notification; what a policy filtered adds none. */
export const planPushJob = defineJob({ ...pushDue, run: async (site, told) => await planDeliveries(site, told) })

/** Enough attempts for 48 hours of back-off; `deliver` ends by the clock before they do. */
export const deliverPushJob = defineJob({ ...deliverDue, attempts: 60, run: async (site, pair) => await deliver(site, pair) })

/** Forgets deliveries twice as old as they can be, and the devices of people who may not sign in any more; once an hour. */
export const tidyPush = defineJob({
  name: 'webpush.tidy',
  data: z.strictObject({}),
  async run(site) {
    await site.store.tx(async (db) => await deleteStrangers(db))
    const before = site.clock.now() - 2 * pushLife
    while ((await site.store.tx(async (db) => await deleteOldDeliveries(db, before))) > 0) await setImmediate()
  },
})
