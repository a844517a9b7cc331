import { createECDH, randomBytes } from 'node:crypto'

export interface PushAddress {
  endpoint: string
  p256dh: string
  auth: string
}

/** Where an app wants to be pushed to, with a key of its own. Nothing arrives there. */
export function pushAddress(): PushAddress {
  const key = createECDH('prime256v1')
  key.generateKeys()
  const endpoint = 'https://push.example.test/send/x'
  return { endpoint, p256dh: key.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') }
}
