import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import { randomHex, randomToken, sha256 } from '#base/ids.ts'
import type { Configuration, JWK, Provider } from 'oidc-provider'
import { memoryAdapter } from './idp-memory.ts'
import { type IdpAccount, loginPage, logoutPage, notePage } from './idp-pages.ts'
import type { Employee } from './story.ts'

/** A server that may send people here to sign in. */
export interface IdpClient {
  clientId: string
  /** Absent: a public client. */
  clientSecret?: string
  redirectUris: string[]
  postLogoutRedirectUris: string[]
}

export interface IdpOptions {
  /** 0 takes a free one. */
  port: number
  /** Known once the port is: a client's addresses may depend on it. */
  clients: readonly IdpClient[]
  accounts: readonly IdpAccount[]
  /** Where the signing key stays between two starts; without it each start has its own. */
  keyFile?: string
  /** Sees each answer before it leaves, by the library's route name, and may put another in its place: for tests of those who trust it. */
  alter?: (route: string, body: unknown) => unknown
}

/** An employee as the company's directory hands them out. */
export const employeeAccount = (e: Employee): IdpAccount => ({
  subject: sha256(`brunnhof directory: ${e.username}`).slice(0, 32),
  username: e.username,
  claims: {
    preferred_username: e.username,
    name: e.name,
    given_name: e.given,
    family_name: e.family,
    email: `${e.username}@brunnhof.test`,
    email_verified: true,
    locale: e.locale,
    zoneinfo: e.zone,
    department: e.department,
    title: e.title,
    office: e.site,
    groups: e.groups,
  },
})

const profile = ['name', 'given_name', 'family_name', 'preferred_username', 'locale', 'zoneinfo', 'groups', 'department', 'title', 'office']
const day = 86_400

/** The signing key, as a private JWK. */
function signingKey(file: string | undefined): JWK {
  if (file && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as JWK
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = { ...privateKey.export({ format: 'jwk' }), kid: randomHex(4), use: 'sig', alg: 'ES256' } as JWK
  if (file) writeFileSync(file, JSON.stringify(key), { mode: 0o600 })
  return key
}

const configuration = (o: IdpOptions): Configuration => ({
  adapter: memoryAdapter(),
  clients: o.clients.map((client) => ({
    client_id: client.clientId,
    ...(client.clientSecret === undefined
      ? { token_endpoint_auth_method: 'none' }
      : { client_secret: client.clientSecret, token_endpoint_auth_method: 'client_secret_basic' }),
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    id_token_signed_response_alg: 'ES256',
    response_types: ['code'],
    grant_types: ['authorization_code'],
  })),
  jwks: { keys: [signingKey(o.keyFile)] },
  // Names of its own: cookies know no port, and the server that it vouches to is on the same host in the demo.
  cookies: { keys: [randomToken()], names: { session: 'directory', interaction: 'directory_step', resume: 'directory_resume' } },
  claims: { openid: ['sub'], profile, email: ['email', 'email_verified'] },
  findAccount: (_, id) => {
    const account = o.accounts.find((one) => one.subject === id)
    return account && { accountId: id, claims: () => ({ ...account.claims, sub: id }) }
  },
  pkce: { required: () => true },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => void (ctx.body = logoutPage(form)),
      postLogoutSuccessSource: (ctx) => void (ctx.body = notePage('Signed out', 'You are signed out of the demo directory.')),
    },
  },
  renderError: (ctx, out) => {
    ctx.type = 'html'
    ctx.body = notePage('That did not work', out.error_description ?? out.error)
  },
  // Everybody has agreed already: the server belongs to the same company.
  async loadExistingGrant({ oidc }) {
    const { clientId } = oidc.client!
    const id = oidc.session!.grantIdFor(clientId)
    const known = id ? await oidc.provider.Grant.find(id) : undefined
    const grant = known ?? new oidc.provider.Grant({ clientId, accountId: oidc.session!.accountId! })
    grant.addOIDCScope('openid profile email')
    await grant.save()
    return grant
  },
  ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 1800, Session: 14 * day, Grant: 14 * day },
})

const field = async (req: IncomingMessage, name: string) => new URLSearchParams(await text(req)).get(name) ?? ''

/** The page that asks who somebody is, and its form. */
function addLogin(provider: Provider, accounts: readonly IdpAccount[]) {
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/')) return next()
    const step = await provider.interactionDetails(ctx.req, ctx.res).catch(() => undefined)
    if (!step || ctx.method === 'GET') {
      ctx.type = 'html'
      ctx.status = step ? 200 : 400
      ctx.body = step
        ? loginPage(step.uid, accounts)
        : notePage('This page is out of date', 'Go back to where you came from and sign in again.')
      return
    }
    const chosen = await field(ctx.req, 'account')
    const account = accounts.find((one) => one.username === chosen)
    const result = account
      ? { login: { accountId: account.subject } }
      : { error: 'access_denied', error_description: 'sign-in was cancelled' }
    ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result))
  })
}

/**
 * Starts an OpenID Connect provider that plays the company's directory: people instead of passwords, everything else as the standard says
 * (`oidc-provider`). For the demo and for tests; it lets anybody be anyone. Throws when the port is taken.
 */
export async function startIdp(o: IdpOptions): Promise<{ issuer: string; close(): Promise<void> }> {
  const { Provider } = await import('oidc-provider')
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(o.port, '127.0.0.1', resolve))
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, configuration(o))
  provider.use(async (ctx, next) => {
    await next()
    const { route } = (ctx['oidc'] ?? {}) as { route?: string }
    if (o.alter && route) ctx.body = o.alter(route, ctx.body)
  })
  addLogin(provider, o.accounts)
  const answer = provider.callback()
  server.on('request', (req, res) => {
    answer(req, res).catch((error: Error) => res.destroy(error))
  })
  return {
    issuer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
