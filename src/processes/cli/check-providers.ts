import type { Clock } from '#base/clock.ts'
import type { Config, OidcConfig } from '#platform/config/config.ts'
import type { Fetch } from '#platform/fetch/fetch.ts'
import { openFetch } from '#platform/fetch/open-fetch.ts'
import { type Finding, finding, found } from './finding.ts'

/** Whether each identity provider answers as the one that it should be, and agrees about the time. */
export async function checkProviders(config: Config, clock: Clock): Promise<Finding[]> {
  const { oidc } = config.signin
  if (!oidc.length) return [finding('sign-in', 'amber', 'no identity provider is configured: nobody can sign in')]
  const door = openFetch(config)
  try {
    const findings = await Promise.all(oidc.map((provider) => found(`sign-in ${provider.id}`, () => checkProvider(door, provider, clock))))
    return findings.flat()
  } finally {
    await door.close()
  }
}

async function checkProvider(door: Fetch, provider: OidcConfig, clock: Clock): Promise<Finding[]> {
  const check = `sign-in ${provider.id}`
  const url = `${provider.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const answer = await door('oidc', url, provider.ca === undefined ? {} : { ca: provider.ca })
  if (answer.status !== 200) return [finding(check, 'red', `${url} answers ${answer.status}`)]
  const { issuer } = answer.json() as { issuer?: unknown }
  if (issuer !== provider.issuer)
    return [finding(check, 'red', `it calls itself ${String(issuer)}, but the configuration says ${provider.issuer}`)]
  const skew = Math.abs(Date.parse(answer.headers.get('date') ?? '') - clock.now())
  if (skew > 30_000)
    return [finding(check, 'red', `its clock differs from ours by ${Math.round(skew / 1000)} s: its tokens will be refused`)]
  if (skew > 5000) return [finding(check, 'amber', `its clock differs from ours by ${Math.round(skew / 1000)} s`)]
  return [finding(check, 'green', `${provider.name} answers`)]
}
