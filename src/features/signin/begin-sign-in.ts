import { notFound } from '#base/errors.ts'
import { randomToken, sha256 } from '#base/ids.ts'
import type { OidcConfig } from '#platform/config/config.ts'
import type { OidcFlow } from '#platform/oidc/oidc.ts'
import type { Site } from '#platform/site.ts'
import { providerRow } from './bring-providers.ts'
import type { ReturnTarget } from './return-target.ts'
import { addProvider, deleteOldFlows, insertFlow } from './signin.queries.ts'

/** What a flow remembers, sealed in its row. */
export interface FlowNote {
  flow: OidcFlow
  target: ReturnTarget
  /** 1 when it was begun again because the provider's keys had just changed. */
  attempt: 0 | 1
}

/** Life of a flow and of its cookie, ms. */
export const flowLife = 600_000

/** Name of the cookie that ties flows to the browser that began them. */
export const flowCookie = 'signin'

/** The configured provider. Throws 404. */
export function providerOf(site: Site, id: string): OidcConfig {
  const provider = site.config.signin.oidc.find((one) => one.id === id)
  if (!provider) throw notFound('provider')
  return provider
}

/** Our one callback for a provider: from the configured address, never from the request (SEC:O1). */
export const callbackUrl = (site: Site, providerId: string) => `${site.config.url}/auth/oidc/${providerId}/callback`

/**
 * Begins a sign-in. `url` is the provider's page; `browser` goes into the browser's cookie, and several tabs share it. `browser` handed in: the
 * cookie that came. Throws OidcFault `down` within 6 s, 404 for an unknown provider.
 */
export async function beginSignIn(
  site: Site,
  o: { providerId: string; target: ReturnTarget; browser: string | undefined; attempt?: 0 | 1 },
): Promise<{ url: string; browser: string }> {
  const provider = providerOf(site, o.providerId)
  const { target, attempt = 0 } = o
  const again = target.fresh ? { prompt: 'login' as const, maxAge: 0 } : {}
  const { url, flow } = await site.oidc.begin(provider, { redirectUri: callbackUrl(site, provider.id), ...again })
  const browser = o.browser !== undefined && /^[\w-]{43}$/.test(o.browser) ? o.browser : randomToken()
  const sealed = site.secrets.seal('signin.flow', JSON.stringify({ flow, target, attempt } satisfies FlowNote))
  const createdAt = site.clock.now()
  await site.store.tx(async (db) => {
    await deleteOldFlows(db, createdAt - flowLife)
    await addProvider(db, providerRow(site, provider))
    await insertFlow(db, {
      id: site.ids.next(),
      stateHash: sha256(flow.state),
      browserHash: sha256(browser),
      providerId: provider.id,
      sealed,
      createdAt,
    })
  })
  return { url, browser }
}
