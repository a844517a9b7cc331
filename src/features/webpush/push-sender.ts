import { contactEmail } from '#features/instance/instance-settings.ts'
import { vapidKeys } from '#features/instance/vapid.ts'
import { readSetting } from '#features/settings/read-setting.ts'
import type { PushSender } from '#platform/push/push.ts'
import type { Site } from '#platform/site.ts'

/**
 * Who signs pushes: the key that subscriptions are bound to, and whom a push service may write to (RFC 8292, 2.1): the contact of the server,
 * else its address; a server on this machine has none that is worth being told.
 */
export async function pushSender(site: Site): Promise<PushSender> {
  const mail = await readSetting(site, contactEmail)
  const own = site.config.https ? site.config.url : `mailto:${site.config.instance.companyAccount}@localhost`
  return { subject: mail === '' ? own : `mailto:${mail}`, ...vapidKeys(site.secrets) }
}
