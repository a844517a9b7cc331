import { page, pageArea, view } from '#http/page.ts'
import { deviceView } from './devices.html.ts'
import { listPushDevices } from './list-push-devices.ts'

/** How the viewer's phones are woken. The page of sessions shows the same in a frame. */
export const webpushPages = pageArea('web push', [
  page('/settings/push', { store: 'never' }, async (c) => {
    const devices = (await listPushDevices(c.site, c.viewer)).map(deviceView)
    return view('webpush/devices', c.say('push.title'), { devices })
  }),
])
