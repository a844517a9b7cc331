const under = (parent: string, names: string) => names.split(' ').map((name) => `${parent}:${name}`)
const adminParts = 'accounts reports domain_allows domain_blocks ip_blocks email_domain_blocks canonical_email_blocks'

/** Every scope that Mastodon 4.6 knows, in the order in which metadata lists them. There is no bare `admin`. */
export const knownScopes: readonly string[] = [
  'profile',
  'read',
  ...under('read', 'accounts blocks bookmarks collections favourites filters follows lists mutes notifications search statuses'),
  'write',
  ...under(
    'write',
    'accounts blocks bookmarks collections conversations favourites filters follows lists media mutes notifications reports statuses',
  ),
  'follow',
  'push',
  'admin:read',
  ...under('admin:read', adminParts),
  'admin:write',
  ...under('admin:write', adminParts),
]
const known = new Set(knownScopes)

/** What an app gets that names none. */
export const defaultScopes: readonly string[] = ['read']

/** Splits a scope string; repeated ones collapse (SEC:A17). `+` counts as a space: it reaches us undecoded from some apps. */
export const splitScopes = (text: string): string[] => [...new Set(text.split(/[\s+]+/).filter((scope) => scope !== ''))]

/** True when every one of them is a scope that we know. */
export const allKnown = (scopes: readonly string[]): boolean => scopes.every((scope) => known.has(scope))

/** True when `have` holds each of `want`, by name: a parent does not stand for its children here, as upstream. */
export const holdsAll = (have: readonly string[], want: readonly string[]): boolean => want.every((scope) => have.includes(scope))
