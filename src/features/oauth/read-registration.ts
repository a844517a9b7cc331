import { type FieldFault, invalid } from '#base/errors.ts'
import { allKnown, defaultScopes, splitScopes } from './scopes.ts'

/** What an app says of itself. `redirectUris` are byte for byte as sent: iOS goes on with the one that is returned. */
export interface Registration {
  name: string
  website: string | null
  redirectUris: string[]
  scopes: string[]
}

type Raw = { client_name?: unknown; redirect_uris?: unknown; scopes?: unknown; website?: unknown }
const most = { name: 60, website: 2000, redirects: 2000 }
const refusedSchemes = new Set(['data:', 'vbscript:', 'javascript:'])

/** Reads a registration, or throws 422 with Mastodon's `details`. Scopes sent as an array count as not sent. */
export function readRegistration(raw: Raw): Registration {
  const faults: Record<string, FieldFault[]> = {}
  const fault = (field: string, error: FieldFault['error'], description: string) => (faults[field] ??= []).push({ error, description })

  const name = typeof raw.client_name === 'string' ? raw.client_name.trim() : ''
  if (name === '') fault('name', 'ERR_BLANK', 'Name can’t be blank')
  else if (name.length > most.name) fault('name', 'ERR_TOO_LONG', `Name is too long (maximum is ${most.name} characters)`)
  else if (/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(name)) fault('name', 'ERR_INVALID', 'Name is invalid')

  const website = typeof raw.website === 'string' && raw.website !== '' ? raw.website : null
  if (website !== null && website.length > most.website)
    fault('website', 'ERR_TOO_LONG', `Website is too long (maximum is ${most.website} characters)`)
  else if (website !== null && !isWebAddress(website)) fault('website', 'ERR_INVALID', 'Website is invalid')

  const redirectUris = redirectsOf(raw.redirect_uris)
  if (redirectUris.length === 0) fault('redirect_uri', 'ERR_BLANK', 'Redirect URI can’t be blank')
  if (redirectUris.join('\n').length > most.redirects)
    fault('redirect_uri', 'ERR_TOO_LONG', `Redirect URI is too long (maximum is ${most.redirects} characters)`)
  for (const uri of redirectUris) {
    const description = redirectFault(uri)
    if (description) fault('redirect_uri', 'ERR_INVALID', description)
  }

  const asked = typeof raw.scopes === 'string' ? splitScopes(raw.scopes) : []
  const scopes = asked.length ? asked : [...defaultScopes]
  if (!allKnown(scopes)) fault('scopes', 'ERR_INVALID', 'Scopes doesn’t match configured on the server.')

  if (Object.keys(faults).length) throw invalid(faults)
  return { name, website, redirectUris, scopes }
}

/** One string, several on lines, or a list of strings. */
function redirectsOf(raw: unknown): string[] {
  const texts = Array.isArray(raw) ? raw.filter((text) => typeof text === 'string') : typeof raw === 'string' ? [raw] : []
  return [...new Set(texts.flatMap((text) => text.split(/\s+/)).filter((uri) => uri !== ''))]
}

/** What is wrong with a redirect URI. It is never normalised: `icecubesapp://` and `urn:...:oob` are no URLs of the web. */
function redirectFault(uri: string): string | undefined {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(uri)?.[0].toLowerCase()
  if (!scheme || scheme === 'localhost:' || uri.length === scheme.length) return 'Redirect URI must be an absolute URI.'
  if (uri.includes('#')) return 'Redirect URI cannot contain a fragment.'
  if (refusedSchemes.has(scheme) || /\p{Cc}/u.test(uri)) return 'Redirect URI is forbidden by the server.'
  if (/^https?:$/.test(scheme) && !isWebAddress(uri)) return 'Redirect URI must be an absolute URI.'
  return undefined
}

const isWebAddress = (text: string) => /^https?:\/\/[^/]/i.test(text) && URL.canParse(text)
