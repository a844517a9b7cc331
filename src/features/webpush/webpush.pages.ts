import { vapidKeys } from '#features/instance/vapid.ts'
import { form, go, page, pageArea, type PageCall, view } from '#http/page.ts'
import { chooseAlerts } from './choose-alerts.ts'
import { browserSwitch, deviceView } from './devices.html.ts'
import { listPushDevices } from './list-push-devices.ts'
import { subscribeBrowser } from './subscribe-browser.ts'
import { unsubscribeBrowser } from './unsubscribe-browser.ts'
import { AlertsForm, BrowserForm } from './webpush.input.ts'
import { subscriptionOfSession } from './webpush.queries.ts'

const path = '/settings/push'
const row = { store: 'never' } as const

/** Whose browser asks: its subscription hangs on this session and is named by nothing else. */
const sessionOf = ({ caller }: Pick<PageCall, 'caller'>) => (caller.kind === 'session' ? caller.sessionId : 0)

const back = (flash: string, focus = 'push') => go(path, { flash, focus })

/** How the viewer's phones and this browser are woken. The page of sessions shows the list of devices in a frame. */
export const webpushPages = pageArea('web push', [
  page(path, row, async (c) => {
    const here = sessionOf(c)
    const devices = (await listPushDevices(c.site, c.viewer)).map((device) => deviceView(device, here))
    const own = await subscriptionOfSession(c.site.store.read, here)
    const shown = { devices, browser: browserSwitch(own, vapidKeys(c.site.secrets).publicKey) }
    return view('webpush/devices', c.say('push.title'), shown)
  }),

  // Where a browser without JavaScript stands after a refused form.
  page(`${path}/browser`, row, async () => go(path)),
  form(`${path}/browser`, { ...row, body: BrowserForm }, async (c) => {
    await subscribeBrowser(c.site, c.viewer, sessionOf(c), c.body)
    return back('push.browser_on')
  }),
  form(`${path}/browser/off`, row, async (c) => {
    await unsubscribeBrowser(c.site, sessionOf(c))
    return back('push.browser_off')
  }),
  form(`${path}/browser/alerts`, { ...row, body: AlertsForm }, async (c) => {
    await chooseAlerts(c.site, sessionOf(c), c.body.alerts)
    return back('settings.saved', 'save')
  }),
])
