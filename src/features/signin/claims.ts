import { mailAddress } from '#features/people/mail-address.ts'
import type { DirectoryProfile } from '#features/people/create-person.ts'
import type { OidcConfig } from '#platform/config/config.ts'
import { usernameSeeds } from './username.ts'

/** What a provider's groups claim says. Unknown is never "no groups": `overage` = too many to list, `absent` = not sent. */
export type Groups = { known: readonly string[] } | { known: null; why: 'overage' | 'absent' }

/** Claims in our words. */
export interface ReadClaims {
  profile: DirectoryProfile
  /** Usernames to try, best first. */
  seeds: string[]
  groups: Groups
  /** Base language of the `locale` claim. */
  locale: string | undefined
  timeZone: string | undefined
}

type Claims = Readonly<Record<string, unknown>>

/** A claim by its name, or by a dotted path into objects (`realm_access.roles`); names with dots in them go first. */
function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path]
  return path
    .split('.')
    .reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Claims)[key] : undefined),
      claims,
    )
}

/** One line of plain text: no control characters, nothing that turns the direction of what follows, at most `max` characters. */
export function plainLine(value: unknown, max: number): string | null {
  if (typeof value !== 'string') return null
  const line = value
    .slice(0, 4 * max)
    .normalize('NFC')
    .replace(/[\p{Zl}\p{Zp}\p{Zs}\t\n\r]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\p{Co}\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, '')
    .trim()
  return Array.from(line).slice(0, max).join('').trim() || null
}

function groupsOf(claims: Claims, name: string): Groups {
  const value = claimAt(claims, name)
  if (typeof value === 'string') return { known: [value] }
  if (Array.isArray(value)) return { known: value.filter((one) => typeof one === 'string') }
  const elsewhere = claims['_claim_names']
  const overage =
    claims['hasgroups'] !== undefined || (typeof elsewhere === 'object' && elsewhere !== null && Object.hasOwn(elsewhere, name))
  return { known: null, why: overage ? 'overage' : 'absent' }
}

const languageOf = (value: unknown) => {
  try {
    return typeof value === 'string' ? new Intl.Locale(value.replace('_', '-')).language : undefined
  } catch {
    return undefined
  }
}

const timeZoneOf = (value: unknown) => {
  try {
    return typeof value === 'string' ? new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone : undefined
  } catch {
    return undefined
  }
}

/** Reads a provider's claims by its mapping. Whatever does not fit is left out; nothing in them is believed to be harmless. */
export function readClaims(provider: Pick<OidcConfig, 'usernameClaim' | 'groupsClaim'>, claims: Claims): ReadClaims {
  const seeds = usernameSeeds({ ...claims, [provider.usernameClaim]: claimAt(claims, provider.usernameClaim) }, provider.usernameClaim)
  const parts = plainLine(`${plainLine(claims['given_name'], 100) ?? ''} ${plainLine(claims['family_name'], 100) ?? ''}`, 100)
  const email = mailAddress(claims['email']) ?? null
  return {
    profile: {
      displayName: plainLine(claims['name'], 100) ?? parts ?? seeds[0] ?? '',
      email,
      // Only the boolean: a provider that sends "true" has not checked either.
      emailVerified: email !== null && claims['email_verified'] === true,
      department: plainLine(claims['department'], 200),
      title: plainLine(claims['title'], 200),
      manager: plainLine(claims['manager'], 200),
    },
    seeds,
    groups: groupsOf(claims, provider.groupsClaim),
    locale: languageOf(claims['locale']),
    timeZone: timeZoneOf(claims['zoneinfo']),
  }
}
