// ID tokens as they must not be.
import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

export interface IdToken {
  header: Record<string, unknown>
  claims: Record<string, unknown>
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

export function readToken(token: string): IdToken {
  const [header = '', claims = ''] = token.split('.')
  const parse = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  return { header: parse(header), claims: parse(claims) }
}

/** Signs as ES256 with a private JWK or key. */
export function writeToken({ header, claims }: IdToken, key: KeyObject): string {
  const text = `${encode(header)}.${encode(claims)}`
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

export const privateKeyOf = (jwk: object) => createPrivateKey({ key: jwk as never, format: 'jwk' })
export const strangersKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

/** The classical confusion: the public key, as PEM, used as the shared secret. */
export function hmacToken({ header, claims }: IdToken, jwk: object): string {
  const text = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`
  const secret = createPublicKey({ key: jwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

export const unsignedToken = ({ header, claims }: IdToken) => `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`
