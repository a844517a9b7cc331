import type { Site } from '#platform/site.ts'
import type { PushSubscription } from './webpush.schema.ts'

const purpose = 'push-token'

/** The form in which an app's token lies in its subscription (docs/adr/0029). */
export const sealToken = (site: Pick<Site, 'secrets'>, token: string): string => site.secrets.seal(purpose, token)

/** The token again, for the app that it belongs to; null for a browser. Throws when it was sealed under another master key. */
export const openToken = (site: Pick<Site, 'secrets'>, { sealedToken }: Pick<PushSubscription, 'sealedToken'>): string | null =>
  sealedToken === null ? null : site.secrets.open(purpose, sealedToken)
