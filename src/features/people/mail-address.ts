import { domainToASCII } from 'node:url'

/** Longest address (RFC 5321 4.5.3.1.3, with room for the brackets that some add). */
const longest = 320

/**
 * A mail address in the one spelling that is stored and compared: lower case, domain in punycode. Undefined when it is not a plain
 * `local@domain`: quotes, commas and percent signs are read differently by mail servers (SEC:S8), so they are nobody's address here. The one
 * check for every road by which an address comes in (SEC:S9).
 */
export function mailAddress(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > longest) return undefined
  const parts = /^([a-z0-9!#$&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$&'*+/=?^_`{|}~-]+)*)@([^@\s]+)$/.exec(text.trim().toLowerCase())
  const domain = parts && domainToASCII(parts[2] ?? '')
  if (!parts || !domain || !/^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9](?:[a-z0-9-]{0,62}))*$/.test(domain)) return undefined
  return `${parts[1]}@${domain}`
}
