import { Refusal } from '#base/errors.ts'

const errors = {
  invalid_request: [
    400,
    'The request is missing a required parameter, includes an unsupported parameter value, or is otherwise malformed.',
  ],
  invalid_client: [
    401,
    'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
  ],
  invalid_grant: [
    400,
    'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
  ],
  invalid_scope: [400, 'The requested scope is invalid, unknown, or malformed.'],
  unauthorized_client: [403, 'You are not authorized to revoke this token'],
  unsupported_grant_type: [400, 'The authorization grant type is not supported by the authorization server.'],
  unsupported_response_type: [400, 'The authorization server does not support this response type.'],
  invalid_code_challenge_method: [400, 'The code challenge method must be S256.'],
  access_denied: [403, 'The resource owner or authorization server denied the request.'],
} as const satisfies Record<string, readonly [number, string]>

/** Codes of RFC 6749 and RFC 7636 that apps may read. Elk looks for exactly `invalid_client`. */
export type OAuthError = keyof typeof errors

/** The English sentence that goes with a code: `error_description`. */
export const descriptionOf = (code: OAuthError): string => errors[code][1]

/** A refusal that the `oauth` surface writes as `{ error, error_description }` (RFC 6749, 5.2). */
export const oauthRefusal = (code: OAuthError, description: string = descriptionOf(code)): Refusal =>
  new Refusal(code, errors[code][0], description)
