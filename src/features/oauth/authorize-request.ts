import type { Site } from '#platform/site.ts'
import { appByClientId } from './apps.queries.ts'
import { type OAuthError, descriptionOf } from './oauth-error.ts'
import type { App } from './oauth.schema.ts'
import { isChallenge } from './pkce.ts'
import { allKnown, defaultScopes, holdsAll, splitScopes } from './scopes.ts'

/** The redirect URI of apps without one: the code is shown for copying. */
export const outOfBand = 'urn:ietf:wg:oauth:2.0:oob'

export type ResponseMode = 'query' | 'fragment' | 'form_post'

/** Where and how the app is answered. */
export interface ReturnAddress {
  redirectUri: string
  state: string | undefined
  mode: ResponseMode
}

/** An authorization request (RFC 6749, 4.1.1) of which everything has been checked. */
export interface AuthorizeRequest {
  app: App
  back: ReturnAddress
  scopes: string[]
  challenge: string | null
  forceLogin: boolean
}

export type Asked =
  | { kind: 'ok'; request: AuthorizeRequest }
  /** Told to the person only: a wrong client or address is never redirected to (RFC 6749, 4.1.2.1). */
  | { kind: 'fault'; fault: 'client' | 'redirect' | 'malformed' }
  | { kind: 'refused'; back: ReturnAddress; error: OAuthError; description: string }

const names = [
  'client_id',
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'force_login',
]
/** What our client ids look like. Anything else is nobody's, and PostgreSQL takes no NUL in a text. */
const clientIdForm = /^[\w-]{1,64}$/
const no = new Set(['', '0', 'f', 'F', 'false', 'FALSE', 'off', 'OFF'])

/** Reads the query of /oauth/authorize as it was sent. Values are decoded once and no more: Elk's address holds an encoded one. */
export async function readAuthorizeRequest(site: Site, rawQuery: string): Promise<Asked> {
  const query = new URLSearchParams(rawQuery)
  const value = (name: string) => query.get(name) || undefined
  const [clientId, redirectUri] = [value('client_id'), value('redirect_uri')]
  if (query.getAll('client_id').length > 1 || query.getAll('redirect_uri').length > 1) return { kind: 'fault', fault: 'malformed' }
  const app = clientId && clientIdForm.test(clientId) ? await appByClientId(site.store.read, clientId) : undefined
  if (!app) return { kind: 'fault', fault: 'client' }
  if (!redirectUri || !app.redirectUris.includes(redirectUri)) return { kind: 'fault', fault: 'redirect' }

  const mode = modeOf(value('response_mode'), redirectUri)
  const back: ReturnAddress = { redirectUri, state: value('state'), mode: mode ?? 'query' }
  const refused = (error: OAuthError, description: string = descriptionOf(error)): Asked => ({ kind: 'refused', back, error, description })

  const twice = names.find((name) => query.getAll(name).length > 1)
  if (twice) return refused('invalid_request', `The parameter ${twice} was sent more than once.`)
  if (!mode) return refused('invalid_request', 'The response mode is not supported.')
  const type = value('response_type')
  if (!type) return refused('invalid_request', 'Missing required parameter: response_type.')
  if (type !== 'code') return refused('unsupported_response_type')

  const asked = splitScopes(value('scope') ?? '')
  const scopes = asked.length ? asked : [...defaultScopes]
  if (!allKnown(scopes) || !holdsAll(app.scopes, scopes)) return refused('invalid_scope')

  const [challenge, method] = [value('code_challenge'), value('code_challenge_method')]
  // RFC 7636 reads a missing method as `plain`, which is refused.
  if ((challenge || method) && method !== 'S256') return refused('invalid_code_challenge_method')
  if (method && !(challenge && isChallenge(challenge))) return refused('invalid_request', 'The code challenge is missing or malformed.')

  return { kind: 'ok', request: { app, back, scopes, challenge: challenge ?? null, forceLogin: !no.has(query.get('force_login') ?? '') } }
}

/** Undefined for a mode that we do not know, or for a form that would be sent to an app's scheme. */
function modeOf(asked: string | undefined, redirectUri: string): ResponseMode | undefined {
  if (asked === undefined || asked === 'query' || asked === 'fragment') return asked ?? 'query'
  return asked === 'form_post' && /^https?:/i.test(redirectUri) ? 'form_post' : undefined
}
