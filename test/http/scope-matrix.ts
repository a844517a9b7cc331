import type { Area, Endpoint } from '#http/area.ts'
import { acceptedScopes, audienceOf } from '#http/guard.ts'

/** Every scope that a token can hold. */
export const allScopes: readonly string[] = [
  'profile',
  'push',
  'follow',
  'read',
  ...'accounts blocks bookmarks collections favourites filters follows lists mutes notifications search statuses'
    .split(' ')
    .map((one) => `read:${one}`),
  'write',
  ...'accounts blocks bookmarks collections conversations favourites filters follows lists media mutes notifications reports statuses'
    .split(' ')
    .map((one) => `write:${one}`),
  ...['admin:read', 'admin:write'].flatMap((parent) => [
    parent,
    ...'accounts reports domain_allows domain_blocks ip_blocks email_domain_blocks canonical_email_blocks'
      .split(' ')
      .map((one) => `${parent}:${one}`),
  ]),
]

/** One endpoint with what the guard must say of each kind of caller. */
export interface MatrixRow {
  id: string
  method: string
  /** The path with placeholders filled. */
  path: string
  endpoint: Endpoint
  /** Null: no scope is asked for. */
  accepted: ReadonlySet<string> | null
  who: 'person' | 'app' | 'anyone'
  /** All scopes but those that open the row. */
  allButNeeded: readonly string[]
}

/** The matrix of all endpoints, made from the same rows that the server runs on (SEC:A3). */
export const scopeMatrix = (areas: readonly Area[]): MatrixRow[] =>
  areas
    .flatMap((area) => area.endpoints)
    .map((endpoint) => {
      const accepted = acceptedScopes(endpoint.row.scope)
      return {
        id: `${endpoint.method} ${endpoint.path}`,
        method: endpoint.method,
        path: endpoint.path.replace(/:\w+/g, '1').replace(/\*\w+/g, '1'),
        endpoint,
        accepted,
        who: audienceOf(endpoint.row),
        allButNeeded: allScopes.filter((scope) => !accepted?.has(scope)),
      }
    })
