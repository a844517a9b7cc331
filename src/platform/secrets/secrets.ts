/** What the master key gives; the key itself never leaves this folder. */
export interface Secrets {
  /** Names the master key without telling it. */
  fingerprint: string
  /** 32 bytes for one purpose, by HKDF. */
  key(purpose: string): Buffer
  /** AES-256-GCM; opens only under the same purpose. */
  seal(purpose: string, plain: string): string
  /** Throws when the text was changed, sealed for another purpose or under another master key. */
  open(purpose: string, sealed: string): string
  /** HMAC-SHA-256 as base64url: the same text always gives the same answer. */
  derive(purpose: string, text: string): string
}

/** Reads the master key, or makes it at the first start. */
export declare function loadSecrets(config: import('../config/config.ts').Config): Secrets
