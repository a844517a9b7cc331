import assert from 'node:assert/strict'
import { createECDH, createHash } from 'node:crypto'
import { test } from 'node:test'
import { vapidKeys } from '#features/instance/vapid.ts'
import type { Secrets } from '#platform/secrets/secrets.ts'

const secrets = (key: (purpose: string) => Buffer) => ({ key }) as unknown as Secrets
const hash = (text: string) => createHash('sha256').update(text).digest()

test('the VAPID pair is a P-256 pair and always the same for one master key', () => {
  const keys = vapidKeys(secrets((purpose) => hash(`one ${purpose}`)))
  assert.deepEqual(vapidKeys(secrets((purpose) => hash(`one ${purpose}`))), keys)
  assert.notDeepEqual(vapidKeys(secrets((purpose) => hash(`two ${purpose}`))), keys)
  const point = Buffer.from(keys.publicKey, 'base64url')
  assert.equal(point.length, 65)
  assert.equal(point[0], 4)
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(Buffer.from(keys.privateKey, 'base64url'))
  assert.deepEqual(curve.getPublicKey(), point)
})

test('a sub-key outside the order of the curve is passed over', () => {
  const keys = vapidKeys(secrets((purpose) => (purpose === 'vapid-1' ? Buffer.alloc(32, 0xff) : hash(purpose))))
  assert.equal(keys.privateKey, hash('vapid-2').toString('base64url'))
})
