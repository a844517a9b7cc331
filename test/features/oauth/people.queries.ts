import type { Viewer } from '#base/viewer.ts'
import { eq } from '#db/drizzle.ts'
import { accountChanged } from '#features/accounts/accounts.events.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { grants, tokens } from '#features/oauth/oauth.schema.ts'
import { people } from '#features/people/people.schema.ts'
import type { Site } from '#platform/site.ts'

/** What moderation and the directory will do to people, as far as tokens notice it. */
export const touchPeople = {
  suspend: async (site: Site, { accountId }: Viewer, suspendedAt: number | null) =>
    await site.store.tx(async (db) => {
      await db.update(accounts).set({ suspendedAt }).where(eq(accounts.id, accountId))
      await site.events.add(db, accountChanged, { accountId })
    }),
  deactivate: async (site: Site, { personId }: Viewer) =>
    await site.store.tx(async (db) => {
      await db.update(people).set({ state: 'deactivated', stateBy: 'admin' }).where(eq(people.id, personId))
    }),
  signInAnew: async (site: Site, { personId }: Viewer, validSince: number) =>
    await site.store.tx(async (db) => {
      await db.update(people).set({ validSince }).where(eq(people.id, personId))
    }),
  /** Rows that hold one of these texts as it is. */
  rowsWith: async (site: Site, texts: readonly string[]) => {
    const rows = [...(await site.store.read.select().from(tokens)), ...(await site.store.read.select().from(grants))]
    return rows.filter((row) => texts.some((text) => JSON.stringify(row).includes(text)))
  },
}
