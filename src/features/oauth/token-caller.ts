import type { Caller } from '#base/viewer.ts'
import type { TokenState } from './tokens.queries.ts'

/**
 * What a token is worth in the present state of its person: nothing for a leaver and after "sign in anew", `disabled` for a suspended
 * account (SEC:A12).
 */
export function callerOf({ token, person, suspendedAt }: TokenState): Caller | undefined {
  const base = { tokenId: token.id, appId: token.appId, scopes: token.scopes }
  if (token.personId === null || token.accountId === null) return { kind: 'app', ...base }
  if (!person || person.state !== 'active' || token.createdAt < person.validSince) return undefined
  return {
    kind: 'token',
    ...base,
    viewer: { personId: token.personId, accountId: token.accountId, role: person.role, locale: person.locale, timeZone: person.timeZone },
    disabled: suspendedAt !== null,
  }
}
