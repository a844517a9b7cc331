import { forbidden, Refusal, unauthorized, unprocessable } from '#base/errors.ts'
import type { Caller, Viewer } from '#base/viewer.ts'
import type { EndpointRow } from './area.ts'
import type { Shape } from './row.ts'

type Row = EndpointRow<Shape, Shape, Shape>

/** Scopes whose children are accepted where they stand: `write` for `write:statuses`. There is no bare `admin`. */
const parents = new Set(['read', 'write', 'admin:read', 'admin:write'])

/** Endpoints of these families also take the deprecated `follow`. */
const followed = /^(?:read|write):(?:blocks|follows|mutes)$/

/**
 * The scopes a row takes: the narrowest ones that it names, their parents, and `follow` where Mastodon lists it. Null where no scope is
 * asked for (`public`, `any`).
 */
export function acceptedScopes(scope: Row['scope']): ReadonlySet<string> | null {
  if (scope === 'public' || scope === 'any') return null
  const accepted = new Set<string>()
  for (const one of typeof scope === 'string' ? [scope] : scope) {
    accepted.add(one)
    const parent = one.slice(0, Math.max(0, one.lastIndexOf(':')))
    if (parents.has(parent)) accepted.add(parent)
    if (followed.test(one)) accepted.add('follow')
  }
  return accepted
}

/** Who may call a row: `public` says it itself, else a person unless the row says otherwise. */
export const audienceOf = (row: Row): 'person' | 'app' | 'anyone' => (row.scope === 'public' ? 'anyone' : (row.who ?? 'person'))

export const outOfScope = () => forbidden('scope_missing', 'This action is outside the authorized scopes')
export const userNeeded = () => unprocessable('user_needed', 'This method requires an authenticated user')
const loginDisabled = () => forbidden('login_disabled', 'Your login is currently disabled')

/**
 * Makes the check of one row (texts and order are Mastodon's): no or a dead token 401, a disabled login 403, a missing scope 403, an app's
 * token where a person is needed 422. The scope is also asked of a token that nobody had to send (SEC:A2).
 */
export function guardFor(row: Row): (caller: Caller) => void {
  const accepted = acceptedScopes(row.scope)
  const who = audienceOf(row)
  return (caller) => {
    if (caller.kind === 'anonymous' || caller.kind === 'session') {
      if (who !== 'anyone') throw unauthorized()
      return
    }
    if (caller.kind === 'token' && caller.disabled) throw loginDisabled()
    if (accepted && !caller.scopes.some((scope) => accepted.has(scope))) throw outOfScope()
    if (caller.kind === 'app' && who === 'person') throw userNeeded()
  }
}

/** The person behind a call. Throws 401 for nobody, 422 for an app's token. */
export function viewerOf(caller: Caller): Viewer {
  if (caller.kind === 'token' || caller.kind === 'session') return caller.viewer
  throw caller.kind === 'app' ? userNeeded() : unauthorized()
}

/** What an app reads in the WWW-Authenticate header of a 401 or a 403 for its scopes (RFC 6750, 3). ASCII only. */
export function challengeFor(error: Refusal): string | undefined {
  if (error.status === 401) return `Bearer realm="Atrium", error="invalid_token", error_description="${ascii(error.message)}"`
  if (error.code === 'scope_missing')
    return `Bearer realm="Atrium", error="insufficient_scope", error_description="${ascii(error.message)}"`
  return undefined
}
const ascii = (text: string) => text.replace(/[^\x20-\x7e]|["\\]/g, '')
