import type { ReturnAddress } from './authorize-request.ts'

/**
 * The redirect URI with an answer behind it, byte for byte: it is never parsed, a query that it already has stays (RFC 6749, 3.1.2), and
 * `icecubesapp://` becomes `icecubesapp://?code=...`. Characters that no header may carry are percent-encoded.
 */
export function answerAddress(back: ReturnAddress, answer: Readonly<Record<string, string>>): string {
  const text = answerFields(back, answer)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  const uri = back.redirectUri.replace(/[^\x21-\x7e]+/gu, encodeURIComponent)
  if (back.mode === 'fragment') return `${uri}#${text}`
  return uri + (!uri.includes('?') ? '?' : /[?&]$/.test(uri) ? '' : '&') + text
}

/** The answer and the state of the request, in the order in which they are sent. */
export const answerFields = (back: ReturnAddress, answer: Readonly<Record<string, string>>): [name: string, value: string][] => [
  ...Object.entries(answer),
  ...(back.state === undefined ? [] : [['state', back.state] as [string, string]]),
]
