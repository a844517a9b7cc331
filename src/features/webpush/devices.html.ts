import { type SessionView, sessionView } from '#features/signin/sessions.html.ts'
import type { PushDevice } from './list-push-devices.ts'
import type { PushSubscription } from './webpush.schema.ts'

/** One line of the list of devices: one of `waiting`, `works`, `failing` and `barred` is true or set. */
export interface DeviceView {
  /** Name of the app; '' for a browser. */
  app: string
  browser: Pick<SessionView, 'browser' | 'system' | 'here'> | null
  signedInAt: number
  waiting: boolean
  works: { at: number } | null
  failing: { since: number; said: string | null } | null
  barred: { host: string } | null
}

/** A device as its page shows it. `here`: id of the session that asks. */
export const deviceView = ({ app, browser, signedInAt, state }: PushDevice, here: number): DeviceView => ({
  app: app ?? '',
  browser: browser && sessionView(browser, here),
  signedInAt,
  waiting: state.kind === 'waiting',
  works: state.kind === 'works' ? state : null,
  failing: state.kind === 'failing' ? state : null,
  barred: state.kind === 'barred' ? state : null,
})

/** What happens here that a browser can be told of. */
export const browserAlerts = ['mention', 'status', 'follow', 'follow_request', 'favourite', 'reblog', 'poll', 'update'] as const

/** The switch of the browser that asks, and what it is told of; `key`: our public key (RFC 8292), which its push service wants. */
export const browserSwitch = (subscription: PushSubscription | undefined, key: string) => ({
  key,
  endpoint: subscription?.endpoint ?? '',
  on: subscription !== undefined,
  alerts: browserAlerts.map((value) => ({ value, label: `push.on_${value}`, chosen: subscription?.alerts.includes(value) ?? false })),
})
