import { FetchFault } from '../fetch/fetch.ts'
import { OidcFault } from './oidc.ts'

/** The chain of causes, outermost first. */
function causes(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (let cause = error; cause !== undefined && chain.length < 8; cause = cause instanceof Error ? cause.cause : undefined)
    chain.push(cause)
  return chain
}

/** Sorts what openid-client throws. Nothing that the provider wrote gets further than a well-formed error code. */
export function faultOf(error: unknown, providerId: string): OidcFault {
  if (error instanceof OidcFault) return error
  const chain = causes(error)
  const message = `${providerId}: ${chain
    .map((cause) => (cause instanceof Error ? cause.message : ''))
    .filter(Boolean)
    .join(': ')}`
  const door = chain.find((cause) => cause instanceof FetchFault)
  if (door) return new OidcFault(['unreachable', 'deadline'].includes(door.reason) ? 'down' : 'untrusted', message, { cause: error })
  const { code, error: said } = error as { code?: unknown; error?: unknown }
  if (code === 'OAUTH_KEY_SELECTION_FAILED') return new OidcFault('keys', message, { cause: error })
  const told = typeof said === 'string' && /^[a-z_]{1,60}$/.test(said) ? { code: said } : {}
  return new OidcFault(code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR' ? 'refused' : 'untrusted', message, { cause: error, ...told })
}
