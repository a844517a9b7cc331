import type { PushDevice } from './list-push-devices.ts'

/** One line of the list of devices: one of `waiting`, `works`, `failing` and `barred` is true or set. */
export interface DeviceView {
  app: string
  signedInAt: number
  waiting: boolean
  works: { at: number } | null
  failing: { since: number; said: string | null } | null
  barred: { host: string } | null
}

/** A device as its page shows it. */
export const deviceView = ({ app, signedInAt, state }: PushDevice): DeviceView => ({
  app,
  signedInAt,
  waiting: state.kind === 'waiting',
  works: state.kind === 'works' ? state : null,
  failing: state.kind === 'failing' ? state : null,
  barred: state.kind === 'barred' ? state : null,
})
