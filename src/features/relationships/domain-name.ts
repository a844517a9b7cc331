import { domainToASCII } from 'node:url'
import { unprocessable } from '#base/errors.ts'

/** A server's name as accounts carry it: lower case, punycode, no address around it. Throws 422 for what is none. */
export function domainName(text: string): string {
  const bare = text
    .trim()
    .replace(/^@/, '')
    .replace(/^https?:\/\//i, '')
    .replace(/\/.*$/, '')
  const domain = domainToASCII(bare.toLowerCase())
  if (!/^(?=.{1,253}$)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*(?::\d{1,5})?$/.test(domain))
    throw unprocessable('bad_domain', 'Validation failed: Domain is not a valid domain name')
  return domain
}
