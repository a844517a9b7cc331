import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { randomToken, sha256 } from '#base/ids.ts'
import type { Config } from '../config/config.ts'
import { masterKey } from './master-key.ts'

/** What the master key gives; the key itself never leaves this folder. */
export interface Secrets {
  /** Names the master key without telling it. */
  fingerprint: string
  /** 32 bytes for one purpose, by HKDF (RFC 5869). */
  key(purpose: string): Buffer
  /** AES-256-GCM; opens only under the same purpose. */
  seal(purpose: string, plain: string): string
  /** Throws when the text was changed, sealed for another purpose or under another master key. */
  open(purpose: string, sealed: string): string
  /** HMAC-SHA-256 as base64url: the same text always gives the same answer. */
  derive(purpose: string, text: string): string
}

/** Reads the master key, or makes it at the very first start. Throws ConfigFault. */
export const loadSecrets = (config: Pick<Config, 'secrets'>): Secrets => secretsOf(masterKey(config.secrets.file, config.secrets.make))

/** The same from the key's 32 bytes. */
export function secretsOf(master: Buffer): Secrets {
  const subKeys = new Map<string, Buffer>()
  const key = (purpose: string) => {
    const known = subKeys.get(purpose) ?? Buffer.from(hkdfSync('sha256', master, '', `atrium:${purpose}`, 32))
    subKeys.set(purpose, known)
    return known
  }
  const fingerprint = sha256(key('fingerprint')).slice(0, 16)
  const aad = (purpose: string) => Buffer.from(`1.${fingerprint}.${purpose}`)
  return {
    fingerprint,
    key,
    seal(purpose, plain) {
      const iv = Buffer.from(randomToken(12), 'base64url')
      const cipher = createCipheriv('aes-256-gcm', key(`seal:${purpose}`), iv).setAAD(aad(purpose))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `1.${fingerprint}.${iv.toString('base64url')}.${body.toString('base64url')}`
    },
    open(purpose, sealed) {
      const [version, keyId, iv, body] = sealed.split('.')
      if (version !== '1' || !iv || !body) throw new Error('this is no sealed text')
      if (keyId !== fingerprint) throw new Error(`sealed under the master key ${keyId}, but ours is ${fingerprint}`)
      const bytes = Buffer.from(body, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key(`seal:${purpose}`), Buffer.from(iv, 'base64url'), { authTagLength: 16 })
      decipher.setAAD(aad(purpose)).setAuthTag(bytes.subarray(-16))
      return decipher.update(bytes.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8')
    },
    derive: (purpose, text) =>
      createHmac('sha256', key(`derive:${purpose}`))
        .update(text)
        .digest('base64url'),
  }
}
