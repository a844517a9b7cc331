import type { Configuration } from 'openid-client'
import { type DiscoveryGround, openDiscovery } from './discovery.ts'
import { faultOf } from './fault-of.ts'
import type { Metadata } from './metadata.ts'
import { type Oidc, OidcFault, type OidcProvider } from './oidc.ts'
import { configure, type Library } from './relying-party.ts'

/** Ms between two times that a provider's keys are thrown away. */
const keyPause = 60_000

/** Opens the relying party. */
export function openOidc(ground: DiscoveryGround): Oidc {
  const discovery = openDiscovery(ground)
  const parties = new WeakMap<Metadata, Map<string, Configuration>>()
  const keysDropped = new Map<string, number>()
  let loading: Promise<Library> | undefined
  const load = () => (loading ??= import('openid-client'))

  /** One configuration for as long as metadata and client stay the same: the provider's keys hang on it. */
  async function partyOf(provider: OidcProvider, metadata: Metadata) {
    const library = await load()
    const known = parties.get(metadata) ?? new Map<string, Configuration>()
    parties.set(metadata, known)
    const client = JSON.stringify([provider.clientId, provider.clientSecret, provider.ca])
    const party = known.get(client) ?? configure(library, ground.fetch, provider, metadata)
    known.set(client, party)
    return { library, party }
  }

  /** The keys have changed: the next sign-in fetches them anew. False when that was done a moment ago. */
  function dropKeys(provider: OidcProvider, metadata: Metadata) {
    const now = ground.clock.now()
    if (now - (keysDropped.get(provider.issuer) ?? -keyPause) < keyPause) return false
    keysDropped.set(provider.issuer, now)
    parties.delete(metadata)
    return true
  }

  return {
    async begin(provider, o) {
      const { library, party } = await partyOf(provider, await discovery.reach(provider))
      const [verifier, nonce, state] = [library.randomPKCECodeVerifier(), library.randomNonce(), library.randomState()]
      const url = library.buildAuthorizationUrl(party, {
        redirect_uri: o.redirectUri,
        scope: [...new Set(['openid', 'profile', 'email', ...(provider.scopes ?? [])])].join(' '),
        code_challenge: await library.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        ...(o.prompt ? { prompt: o.prompt } : {}),
        ...(o.maxAge === undefined ? {} : { max_age: String(o.maxAge) }),
      })
      const flow = { issuer: provider.issuer, redirectUri: o.redirectUri, verifier, nonce, state }
      return { url: url.href, flow: o.maxAge === undefined ? flow : { ...flow, maxAge: o.maxAge } }
    },

    async finish(provider, flow, query) {
      const metadata = await discovery.recall(provider)
      if (!metadata || flow.issuer !== provider.issuer)
        throw new OidcFault('untrusted', `${provider.id} is not the provider that this flow began with`)
      const { library, party } = await partyOf(provider, metadata)
      try {
        const tokens = await library.authorizationCodeGrant(party, new URL(`${flow.redirectUri}?${query}`), {
          pkceCodeVerifier: flow.verifier,
          expectedState: flow.state,
          expectedNonce: flow.nonce,
          idTokenExpected: true,
          ...(flow.maxAge === undefined ? {} : { maxAge: flow.maxAge }),
        })
        const vouched = tokens.claims()!
        const more = metadata.userinfo_endpoint ? await library.fetchUserInfo(party, tokens.access_token, vouched.sub) : {}
        const claims: Record<string, unknown> = { ...more, ...vouched }
        const sid = typeof claims['sid'] === 'string' ? { sid: claims['sid'] } : {}
        return { issuer: vouched.iss, subject: vouched.sub, claims, idToken: tokens.id_token!, ...sid }
      } catch (error) {
        const fault = faultOf(error, provider.id)
        if (fault.reason === 'keys' && !dropKeys(provider, metadata)) throw new OidcFault('untrusted', fault.message, { cause: error })
        throw fault
      }
    },

    async logoutUrl(provider, { idToken, returnTo }) {
      const metadata = await discovery.recall(provider)
      if (!metadata?.end_session_endpoint) return undefined
      const { library, party } = await partyOf(provider, metadata)
      return library.buildEndSessionUrl(party, {
        post_logout_redirect_uri: returnTo,
        ...(idToken === undefined ? {} : { id_token_hint: idToken }),
      }).href
    },
  }
}
