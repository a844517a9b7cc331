// A site whose people come from a real provider over HTTP.
import type { TestContext } from 'node:test'
import { finishSignIn, type SignInEnd } from '#features/signin/finish-sign-in.ts'
import { beginSignIn, callbackUrl } from '#features/signin/begin-sign-in.ts'
import { identifySession } from '#features/signin/identify-session.ts'
import { defaultTarget, type ReturnTarget } from '#features/signin/return-target.ts'
import { employeeAccount, type IdpOptions, startIdp } from '#processes/demo/idp.ts'
import type { IdpAccount } from '#processes/demo/idp-pages.ts'
import { employees } from '#processes/demo/story.ts'
import { startWeb } from '#processes/web.ts'
import { freePort } from '../../postgres.ts'
import { testSite } from '../../site.ts'
import { Browser, chooseAt } from '../../platform/oidc/browser.ts'

/** Somebody whom the demo directory does not know. `subject` is the name unless told otherwise. */
export const stranger = (username: string, claims: Record<string, unknown> = {}, subject = username): IdpAccount => ({
  subject,
  username,
  claims: { preferred_username: username, name: username, ...claims },
})

export const staff = employees.map(employeeAccount)

export interface HouseOptions {
  accounts?: readonly IdpAccount[]
  /** Laid over the provider's table in the configuration. */
  provider?: Record<string, unknown>
  /** A second provider, `partner`, with these people. */
  partner?: readonly IdpAccount[]
  config?: Record<string, unknown>
}

/** Opens providers and a site. `people` may be changed at any time: the next sign-in sees it. */
export async function openHouse(t: TestContext, o: HouseOptions = {}) {
  const webPort = await freePort()
  const url = `http://localhost:${webPort}`
  const people = { company: [...(o.accounts ?? staff)], partner: [...(o.partner ?? [])] }
  const stage: { alter?: NonNullable<IdpOptions['alter']> } = {}
  const start = (name: 'company' | 'partner', port = 0) =>
    startIdp({
      port,
      clients: [
        {
          clientId: 'atrium',
          redirectUris: [`${url}/auth/oidc/${name}/callback`],
          postLogoutRedirectUris: [`${url}/auth/signed-out`],
        },
      ],
      accounts: people[name],
      alter: (route, body) => (stage.alter ? stage.alter(route, body) : body),
    })
  let company = await start('company')
  const partner = await start('partner')
  const issuers = { company: company.issuer, partner: partner.issuer }
  const base = { groups_claim: 'groups', admin_groups: ['atrium-admins'], moderator_groups: ['atrium-moderators'], client_id: 'atrium' }
  const own = await testSite({
    config: {
      url,
      fetch: { loopback: Object.values(issuers).map((issuer) => new URL(issuer).host) },
      signin: {
        oidc: [
          { ...base, id: 'company', name: 'Brunnhof', issuer: issuers.company, ...o.provider },
          { ...base, id: 'partner', name: 'Partner', issuer: issuers.partner },
        ],
      },
      ...o.config,
    },
  })
  t.after(async () => {
    await own.close()
    await Promise.all([company.close(), partner.close()])
  })
  const { site } = own

  interface Attempt {
    provider?: 'company' | 'partner'
    cookie?: string
    target?: ReturnTarget
    locale?: string
  }

  /** The first half and the provider's page: what the browser would bring to the callback. */
  async function approach(who: string, { provider = 'company', target = defaultTarget }: Attempt = {}) {
    const { url, browser } = await beginSignIn(site, { providerId: provider, target, browser: undefined })
    const callback = callbackUrl(site, provider)
    const back = await chooseAt(new Browser(), url, who, callback)
    return { providerId: provider, query: back.slice(callback.length + 1), browser }
  }

  const finish = (
    c: Awaited<ReturnType<typeof approach>> | { providerId: string; query: string; browser: string | undefined },
    a: Attempt = {},
  ) => finishSignIn(site, { ...c, cookie: a.cookie, userAgent: 'Firefox/150.0 (X11; Linux)', locale: a.locale ?? 'en', requestId: 'test' })

  const attempt = async (who: string, a: Attempt = {}): Promise<SignInEnd> => await finish(await approach(who, a), a)

  /** Signs in; throws the refusal when that is not possible. */
  async function signIn(who: string, a: Attempt = {}): Promise<string> {
    const end = await attempt(who, a)
    if (end.kind === 'refused') throw end.refusal
    if (end.kind === 'again') throw new Error('again')
    return end.cookie
  }

  return {
    ...own,
    url,
    issuer: issuers.company,
    /** Listens at `url` until the test is over. */
    async serve() {
      const web = await startWeb(site, { port: webPort })
      t.after(() => web.close())
    },
    stage,
    people,
    approach,
    finish,
    attempt,
    signIn,
    caller: (cookie: string | undefined) => identifySession(site, cookie),
    stopIdp: () => company.close(),
    restartIdp: async () => {
      company = await start('company', Number(new URL(issuers.company).port))
    },
  }
}

/** `in`, or the code of the refusal. */
export const outcome = (end: SignInEnd): string => (end.kind === 'refused' ? end.refusal.code : end.kind)
