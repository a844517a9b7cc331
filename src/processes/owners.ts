import type { Owner } from '#features/holds/owner.ts'

/** Every feature's owner: how each kind of thing is sealed and removed by `retire`. */
export const owners: readonly Owner[] = []
