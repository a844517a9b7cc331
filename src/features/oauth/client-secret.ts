import { timingSafeEqual } from 'node:crypto'
import type { Secrets } from '#platform/secrets/secrets.ts'

/** The secret of an app: derived and never stored, so that an identical registration gets the same one (SEC:A15). */
export const clientSecret = (secrets: Secrets, clientId: string): string => secrets.derive('client-secret', clientId)

/** Compares without telling by its duration how much was right. */
export function isClientSecret(secrets: Secrets, clientId: string, given: string): boolean {
  const right = Buffer.from(clientSecret(secrets, clientId))
  const sent = Buffer.from(given)
  return right.length === sent.length && timingSafeEqual(right, sent)
}
