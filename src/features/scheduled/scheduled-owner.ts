import { loadAccounts } from '#features/accounts/accounts.json.ts'
import type { Owner } from '#features/holds/owner.ts'
import { letGoMedia } from '#features/media/keep-media.ts'
import { mediaOfScheduled } from '#features/media/media.queries.ts'
import { publishDue } from './scheduled.jobs.ts'
import { deleteScheduled, lockScheduled, scheduledById } from './scheduled.queries.ts'

/** How `retire` seals and takes away posts for later: what somebody meant to say may be evidence too. */
export const scheduledOwner: Owner = {
  kind: 'scheduled',

  async subjects(db, id) {
    const row = await lockScheduled(db, id)
    if (!row) return undefined
    const author = (await loadAccounts(db, [row.accountId])).get(row.accountId)
    return { personId: author?.account.personId ?? null, accountId: row.accountId }
  },

  seal: async (_site, db, id) => ({ scheduled: await scheduledById(db, id), media: await mediaOfScheduled(db, [id]) }),

  async remove(site, db, ids) {
    for (const id of ids) {
      await letGoMedia(site, db, id, { anew: true })
      await deleteScheduled(db, id)
      await site.jobs.cancel(db, publishDue, String(id))
    }
  },
}
