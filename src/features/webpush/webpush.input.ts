import { createECDH } from 'node:crypto'
import { z } from 'zod'
import type { NewSubscription } from './subscribe.ts'
import type { SubscriptionChange } from './change-subscription.ts'
import { type PushAlert, pushAlerts, pushPolicies } from './webpush.schema.ts'

const badEndpoint = 'Endpoint must be an https address'
const badKeys = 'Key p256dh and/or auth is invalid'

/** Over https and without credentials. Whether we may ask that host is another matter: it is stored and shown as out of reach (docs/adr/0029). */
function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return url.protocol === 'https:' && url.username === '' && url.password === ''
}

/** Both alphabets, with or without padding: apps differ. */
const bytesOf = (text: string) => (/^[\w+/-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64url') : Buffer.alloc(0))

/** An uncompressed point that lies on P-256 (RFC 8291, 3.1): anything else would fail, or tell of our key, when it is used. */
function isPoint(text: string): boolean {
  const point = bytesOf(text)
  if (point.length !== 65 || point[0] !== 4) return false
  const curve = createECDH('prime256v1')
  curve.generateKeys()
  try {
    curve.computeSecret(point)
    return true
  } catch {
    return false
  }
}

const key = (fits: (text: string) => boolean) =>
  z
    .string()
    .max(200)
    .refine(fits, { error: badKeys })
    .transform((text) => bytesOf(text).toString('base64url'))

const subscription = z.object({
  endpoint: z.string().max(2048).refine(isEndpoint, { error: badEndpoint }),
  keys: z.object({ p256dh: key(isPoint), auth: key((text) => bytesOf(text).length === 16) }),
  standard: z.boolean().default(false),
})

/** POST /settings/push/browser: what the browser's own push manager has given. */
export const BrowserForm = z
  .object({ endpoint: subscription.shape.endpoint, ...subscription.shape.keys.shape })
  .transform((form): Pick<NewSubscription, 'endpoint' | 'p256dh' | 'auth'> => form)

/** POST /settings/push/browser/alerts. */
export const AlertsForm = z.object({ alerts: z.array(z.enum(pushAlerts)).max(50).default([]) })

const off = z.boolean().default(false)
const alerts = z
  .object(Object.fromEntries(pushAlerts.map((name) => [name, off])) as Record<PushAlert, typeof off>)
  .transform((wanted) => pushAlerts.filter((name) => wanted[name]))
const policy = z.enum(pushPolicies)

// Mastodon takes the policy within `data`; its documentation and its Android app say it beside.
const wishes = {
  data: z.object({ alerts: alerts.exactOptional(), policy: policy.exactOptional() }).exactOptional(),
  policy: policy.exactOptional(),
}

/** POST /api/v1/push/subscription. */
export const NewSubscriptionBody = z.object({ subscription, ...wishes }).transform((body): NewSubscription => ({
  endpoint: body.subscription.endpoint,
  ...body.subscription.keys,
  standard: body.subscription.standard,
  alerts: body.data?.alerts ?? [],
  policy: body.data?.policy ?? body.policy ?? 'all',
}))

/** PUT /api/v1/push/subscription. What is not sent stays. */
export const SubscriptionChangeBody = z.object(wishes).transform(({ data, policy: beside }): SubscriptionChange => {
  const chosen = data?.policy ?? beside
  return { ...(data?.alerts ? { alerts: data.alerts } : {}), ...(chosen ? { policy: chosen } : {}) }
})
