// A real provider over HTTP, and a relying party that trusts it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { FixedClock } from '#base/clock.ts'
import { openFetch } from '#platform/fetch/open-fetch.ts'
import type { Log } from '#platform/log/log.ts'
import type { OidcFault, OidcProvider, Vouched } from '#platform/oidc/oidc.ts'
import { openOidc } from '#platform/oidc/open-oidc.ts'
import { employeeAccount, type IdpOptions, startIdp } from '#processes/demo/idp.ts'
import { employees } from '#processes/demo/story.ts'
import { ground as config } from '../fetch/ground.ts'
import { Browser, chooseAt } from './browser.ts'

export const callback = 'http://localhost:3000/auth/oidc/company/callback'
const silent = { warn() {}, info() {}, error() {} } as unknown as Log

/** Starts a provider and a relying party for it. `alter` may be set at any time to change what the provider answers. */
export async function meet(t: TestContext, o: Partial<IdpOptions> & { public?: boolean } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-oidc-'))
  const keyFile = join(folder, 'key.json')
  const stage: { alter?: (route: string, body: unknown) => unknown } = {}
  const secret = o.public ? {} : { clientSecret: 'a secret of at least 32 characters' }
  const start = (port: number) =>
    startIdp({
      clients: [
        { clientId: 'atrium', ...secret, redirectUris: [callback], postLogoutRedirectUris: ['http://localhost:3000/auth/signed-out'] },
        { clientId: 'other', ...secret, redirectUris: [callback], postLogoutRedirectUris: [] },
      ],
      accounts: employees.map(employeeAccount),
      keyFile,
      alter: (route, body) => (stage.alter ? stage.alter(route, body) : body),
      ...o,
      port,
    })
  let idp = await start(0)
  const { issuer } = idp
  const place = new URL(issuer).host
  const clock = new FixedClock(Date.now())
  const fetch = openFetch(config({ loopback: [place], oidc: [place] }))
  const party = () => openOidc({ fetch, log: silent, clock, folder: join(folder, 'discovery') })
  const provider: OidcProvider = { id: 'company', issuer, clientId: 'atrium', ...secret }
  t.after(async () => {
    await Promise.all([fetch.close(), idp.close()])
    rmSync(folder, { recursive: true, force: true })
  })
  const oidc = party()

  /** A whole sign-in; `meddle` may change the callback's query. */
  async function signIn(who = 'alice', meddle = (query: string) => query): Promise<Vouched> {
    const { url, flow } = await oidc.begin(provider, { redirectUri: callback })
    const back = await chooseAt(new Browser(), url, who, callback)
    return oidc.finish(provider, flow, meddle(back.slice(callback.length + 1)))
  }

  return {
    oidc,
    party,
    provider,
    clock,
    stage,
    issuer,
    signIn,
    folder,
    key: () => JSON.parse(readFileSync(keyFile, 'utf8')) as Record<string, unknown>,
    stopIdp: () => idp.close(),
    restartIdp: async () => {
      idp = await start(Number(new URL(issuer).port))
    },
  }
}

export const reasonOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'accepted',
    (error: OidcFault) => error.reason ?? String(error),
  )
