import type { Owner } from '#features/holds/owner.ts'
import { mediaOwner } from '#features/media/media-owner.ts'
import { scheduledOwner } from '#features/scheduled/scheduled-owner.ts'
import { statusOwner } from '#features/statuses/status-owner.ts'

/** Every feature's owner: how each kind of thing is sealed and removed by `retire`. */
export const owners: readonly Owner[] = [mediaOwner, scheduledOwner, statusOwner]
