import { clip } from '#base/text/clip.ts'
import { profilePath } from '#features/accounts/accounts.html.ts'
import { avatarUrl } from '#features/accounts/addresses.ts'
import type { NotificationParts } from '#features/notifications/notifications.json.ts'
import type { Site } from '#platform/site.ts'

/** For whom a payload is: the app's own token (null for a browser), and the person's language. */
export interface Receiver {
  token: string | null
  locale: string
}

/**
 * What the device decrypts, in Mastodon's form. iOS demands `access_token` and an integer `notification_id`; Android demands the type, icon,
 * title and body; our own service worker opens `path`. Of a post behind a warning only the warning is told. Always below 4,096 bytes, which is what push services take.
 */
export const payloadJson = (site: Site, { token, locale }: Receiver, parts: NotificationParts) => ({
  ...(token === null ? { path: pathOf(parts) } : { access_token: token }),
  preferred_locale: locale,
  notification_id: parts.notification.id,
  notification_type: parts.notification.type,
  icon: avatarUrl(site.config, parts.from.account),
  title: titleOf(site, locale, parts),
  body: clip(parts.status ? parts.status.status.warning || parts.status.status.text : parts.from.account.note, 140),
})

const pathOf = ({ status, from }: NotificationParts) =>
  status ? `${profilePath(status.account.account)}/${status.status.id}` : profilePath(from.account)

function titleOf({ words }: Site, locale: string, { notification, from }: NotificationParts): string {
  const key = `push.${notification.type.replace('.', '_')}`
  const name = clip(from.account.displayName || from.account.username, 60)
  return words.say(locale, words.has('en', key) ? key : 'push.other', { name })
}
