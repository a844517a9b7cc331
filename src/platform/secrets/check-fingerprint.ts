import type { Store } from '#db/store.ts'
import { ConfigFault } from '../config/fault.ts'
import { knownFingerprint, rememberFingerprint } from './secrets.queries.ts'
import type { Secrets } from './secrets.ts'

/**
 * Refuses a master key that is not the one this database was written with: everything sealed would be unreadable, and what was sealed
 * from now on unreadable for the others. The first process to ask writes its own down. Throws ConfigFault.
 */
export async function checkFingerprint(store: Store, secrets: Secrets, now: number): Promise<void> {
  let known = await knownFingerprint(store.read)
  if (known === undefined) {
    await store.tx((db) => rememberFingerprint(db, secrets.fingerprint, now))
    known = await knownFingerprint(store.read)
  }
  if (known !== secrets.fingerprint)
    throw new ConfigFault([
      `this database was written with the master key ${known}, but the key file holds ${secrets.fingerprint}; restore master.key from the backup of the secrets`,
    ])
}
