import { createECDH } from 'node:crypto'
import type { Secrets } from '#platform/secrets/secrets.ts'

export interface VapidKeys {
  /** Uncompressed P-256 point, base64url: what apps hand to the push service (RFC 8292 3.2). */
  publicKey: string
  /** Scalar, base64url. */
  privateKey: string
}

const ready = new WeakMap<Secrets, VapidKeys>()

/**
 * The server's VAPID pair, from the first start on and for as long as the master key lives: its scalar is a sub-key. A subscription is bound to
 * the public key, so it must never change. HKDF gives a number outside the curve's order once in 2^32 keys; then the next purpose is taken.
 */
export function vapidKeys(secrets: Secrets): VapidKeys {
  const known = ready.get(secrets)
  if (known) return known
  for (let n = 1; ; n++) {
    const scalar = secrets.key(`vapid-${n}`)
    const curve = createECDH('prime256v1')
    try {
      curve.setPrivateKey(scalar)
    } catch {
      continue
    }
    const keys = { publicKey: curve.getPublicKey().toString('base64url'), privateKey: scalar.toString('base64url') }
    ready.set(secrets, keys)
    return keys
  }
}
