import { createHash, timingSafeEqual } from 'node:crypto'

/** A challenge of S256: the base64url of a SHA-256, without padding (RFC 7636, 4.2). */
export const isChallenge = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text)

/** Whether the verifier belongs to the challenge; without a challenge none may be sent that could be mistaken for protection. */
export function verifierFits(challenge: string | null, verifier: string | undefined): boolean {
  if (challenge === null) return verifier === undefined
  if (verifier === undefined || !/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) return false
  return timingSafeEqual(createHash('sha256').update(verifier).digest(), Buffer.from(challenge, 'base64url'))
}
