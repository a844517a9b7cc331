import { badRequest, Refusal, unavailable } from '#base/errors.ts'
import { OidcFault } from '#platform/oidc/oidc.ts'

/** The callback belongs to no sign-in that this browser has begun, or to one that is over: two tabs, Back, a forged link. */
export const flowMissing = () => badRequest('signin_flow', 'This sign-in is not valid any more. Please begin again.')

/** What a person is told when the provider did not vouch for them. Nothing that the provider wrote is in it. */
export function refusalOf(fault: OidcFault): Refusal {
  if (fault.reason === 'down') return unavailable('signin_down', 'The company’s sign-in service does not answer.', 30, fault.message)
  if (fault.reason === 'refused')
    return new Refusal('signin_refused', 403, 'The sign-in was cancelled or not allowed.', {
      detail: `${fault.code ?? 'no code'}: ${fault.message}`,
    })
  return new Refusal('signin_untrusted', 401, 'The answer of the company’s sign-in service could not be trusted.', {
    detail: fault.message,
  })
}
