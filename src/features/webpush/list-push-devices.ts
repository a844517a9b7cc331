import type { Viewer } from '#base/viewer.ts'
import type { Session } from '#features/signin/signin.schema.ts'
import type { Site } from '#platform/site.ts'
import { type DeviceState, deviceState } from './device-state.ts'
import { devicesOf } from './webpush.queries.ts'

/** A device that wants to be woken, and whether it can be. */
export interface PushDevice {
  /** Name of the app, as it registered itself; null for a browser. */
  app: string | null
  /** The session of a browser; null for an app. */
  browser: Session | null
  /** When it was signed in, Unix ms. */
  signedInAt: number
  state: DeviceState
}

/** The devices of a person that want to be woken, the newest first. */
export async function listPushDevices(site: Site, viewer: Pick<Viewer, 'accountId'>): Promise<PushDevice[]> {
  const rows = await devicesOf(site.store.read, viewer.accountId)
  return rows.map(({ app, browser, subscription }) => ({
    app: app?.name ?? null,
    browser,
    signedInAt: app?.signedInAt ?? browser?.createdAt ?? subscription.createdAt,
    state: deviceState(site, subscription),
  }))
}
