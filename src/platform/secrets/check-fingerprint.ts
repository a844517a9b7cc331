import type { Store } from '#db/store.ts'
import type { Secrets } from './secrets.ts'

/** Refuses a master key that is not the one this database was written with. */
export declare function checkFingerprint(store: Store, secrets: Secrets, now: number): Promise<void>
