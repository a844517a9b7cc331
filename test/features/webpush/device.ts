// A device as RFC 8188, RFC 8291 and the draft before them describe it, written from their text and with node:crypto alone.
import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, randomBytes, verify } from 'node:crypto'
import type { Pushed } from './push-service.ts'

export interface Device {
  p256dh: string
  auth: string
  /** Reads a push of either encoding. Throws when it is not for this device. */
  // What is inside is JSON of any shape; tests read single keys of it.
  // oxlint-disable-next-line typescript/no-explicit-any
  read(one: Pushed): any
}

const hkdf = (salt: Buffer, ikm: Buffer, info: Buffer, length: number) => Buffer.from(hkdfSync('sha256', ikm, salt, info, length))
const word = (text: string, ...more: Buffer[]) => Buffer.concat([Buffer.from(`${text}\0`), ...more])

function open(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer {
  const cipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16))
  return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
}

/** RFC 8291, 3.4, and RFC 8188, 2: one record. */
function openStandard(curve: ECDH, auth: Buffer, body: Buffer): Buffer {
  const [salt, sender] = [body.subarray(0, 16), body.subarray(21, 21 + body[20]!)]
  const secret = hkdf(auth, curve.computeSecret(sender), word('WebPush: info', curve.getPublicKey(), sender), 32)
  const key = hkdf(salt, secret, word('Content-Encoding: aes128gcm'), 16)
  const plain = open(key, hkdf(salt, secret, word('Content-Encoding: nonce'), 12), body.subarray(21 + sender.length))
  const end = plain.findLastIndex((byte) => byte !== 0)
  if (plain[end] !== 2) throw new Error('the last record does not end as one')
  return plain.subarray(0, end)
}

/** draft-ietf-webpush-encryption-04 and draft-ietf-httpbis-encryption-encoding-03. */
function openDraft(curve: ECDH, auth: Buffer, { headers, body }: Pushed): Buffer {
  const value = (header: string, name: string) => {
    const found = new RegExp(`(?:^|[;,]\\s*)${name}=([\\w-]+)`).exec(String(headers[header]))
    return Buffer.from(found?.[1] ?? '', 'base64url')
  }
  const [salt, sender] = [value('encryption', 'salt'), value('crypto-key', 'dh')]
  const sized = (key: Buffer) => Buffer.concat([Buffer.from([key.length >> 8, key.length & 255]), key])
  const context = word('P-256', sized(curve.getPublicKey()), sized(sender))
  const secret = hkdf(auth, curve.computeSecret(sender), word('Content-Encoding: auth'), 32)
  const key = hkdf(salt, secret, word('Content-Encoding: aesgcm', context), 16)
  const plain = open(key, hkdf(salt, secret, word('Content-Encoding: nonce', context), 12), body)
  return plain.subarray(2 + plain.readUInt16BE(0))
}

export function newDevice(): Device {
  const curve = createECDH('prime256v1')
  curve.generateKeys()
  const auth = randomBytes(16)
  return {
    p256dh: curve.getPublicKey().toString('base64url'),
    auth: auth.toString('base64url'),
    read(one) {
      const standard = one.headers['content-encoding'] === 'aes128gcm'
      const plain = standard ? openStandard(curve, auth, one.body) : openDraft(curve, auth, one)
      return JSON.parse(plain.toString('utf8')) as unknown
    },
  }
}

/** Who signed a push (RFC 8292, 2 and 3; its draft for `aesgcm`): the claims and the key. Throws when the signature is not the key's. */
export function signerOf({ headers }: Pushed): { claims: { aud: string; exp: number; sub: string }; key: string } {
  const said = String(headers['authorization'])
  const found = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(said) ?? /^WebPush ([\w.-]+)$/.exec(said)
  const key = found?.[2] ?? /p256ecdsa=([\w-]+)/.exec(String(headers['crypto-key']))?.[1]
  const [head, claims, signature] = found?.[1]?.split('.') ?? []
  if (key === undefined || !head || !claims || !signature) throw new Error(`nobody signed: ${said}`)
  const point = Buffer.from(key, 'base64url')
  const part = (from: number) => point.subarray(from, from + 32).toString('base64url')
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: part(1), y: part(33) }, format: 'jwk' })
  const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg: string }
  const signed = Buffer.from(`${head}.${claims}`)
  const good = verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
  if (alg !== 'ES256' || !good) throw new Error('the signature is not good')
  return { claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; exp: number; sub: string }, key }
}
