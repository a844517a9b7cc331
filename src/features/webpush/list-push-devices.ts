import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { type DeviceState, deviceState } from './device-state.ts'
import { devicesOf } from './webpush.queries.ts'

/** A device that wants to be woken, and whether it can be. */
export interface PushDevice {
  /** Name of the app, as it registered itself. */
  app: string
  /** When it was signed in, Unix ms. */
  signedInAt: number
  state: DeviceState
}

/** The devices of a person that want to be woken, the newest first. */
export async function listPushDevices(site: Site, viewer: Pick<Viewer, 'personId'>): Promise<PushDevice[]> {
  const rows = await devicesOf(site.store.read, viewer.personId)
  return rows.map(({ app, tokenCreatedAt, subscription }) => ({ app, signedInAt: tokenCreatedAt, state: deviceState(site, subscription) }))
}
