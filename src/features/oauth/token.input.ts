import { z } from 'zod'

const text = z.string().max(4000).exactOptional()

/** POST /oauth/token and /oauth/revoke, in JSON, form or multipart. Unknown parameters are ignored (RFC 6749, 3.2). */
export const TokenRequest = z.object({
  grant_type: text,
  client_id: text,
  client_secret: text,
  code: text,
  redirect_uri: text,
  code_verifier: text,
  scope: text,
})
export type TokenRequest = z.output<typeof TokenRequest>

export const RevokeRequest = z.object({ client_id: text, client_secret: text, token: text })
