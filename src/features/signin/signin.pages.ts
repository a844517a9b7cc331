import type { Refusal } from '#base/errors.ts'
import { form, go, leave, page, pageArea, type PageCall, type PageReply, type SetCookie, view } from '#http/page.ts'
import { OidcFault } from '#platform/oidc/oidc.ts'
import { beginSignIn, flowCookie, flowLife, providerOf } from './begin-sign-in.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { listSessions } from './list-sessions.ts'
import { openTarget, type ReturnTarget, sealTarget, signInPath } from './return-target.ts'
import { revokeOtherSessions, revokeSession } from './revoke-session.ts'
import { sessionCookie, sessionLife } from './session-life.ts'
import { sessionView } from './sessions.html.ts'
import { signedOutPath, signOut } from './sign-out.ts'
import { ProviderPath, SessionPath, SignInQuery, SignOutForm, StartForm } from './signin.input.ts'
import { refusalOf } from './signin-refusal.ts'

/** Pages without a person: never stored, without Turbo, free to lead to the provider. */
const door = { who: 'anyone', class: 'signin', store: 'never' } as const

const flowCookieOf = (browser: string): SetCookie => ({ name: flowCookie, value: browser, maxAge: flowLife / 1000 })
const goneCookies: SetCookie[] = [
  { name: sessionCookie, value: '', maxAge: 0 },
  { name: flowCookie, value: '', maxAge: 0 },
]

// Never "cookies": that would delete those of sibling hosts (SEC:A11).
const cleared = { 'clear-site-data': '"cache", "storage"' }

type Door = Pick<PageCall, 'site' | 'say' | 'requestId' | 'locale'>

/** What went wrong, what to do, and a number for the administrators. */
function faultView(c: Door, refusal: Refusal, target: ReturnTarget, since?: number): PageReply {
  const retryAfter = refusal.options.retryAfter
  const shown = {
    sentence: c.say(`errors.${refusal.code}`),
    since: since ?? null,
    retry: signInPath(c.site, target.path, target.fresh ? { fresh: true } : {}),
    requestId: c.requestId,
  }
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  return view('signin/fault', c.say('signin.fault_title'), shown, { status: refusal.status, headers })
}

export const signinPages = pageArea('signin', [
  page('/auth/sign-in', { ...door, query: SignInQuery }, async (c) => {
    const target = openTarget(c.site, c.query.to)
    if (c.caller.kind === 'session' && !target.fresh) return go(target.path)
    const providers = c.site.config.signin.oidc.map(({ id, name }) => ({ action: `/auth/oidc/${id}`, name }))
    return view('signin/sign-in', c.say('signin.title'), { providers, to: sealTarget(c.site, target) })
  }),

  form('/auth/oidc/:id', { ...door, params: ProviderPath, body: StartForm, limit: 'signin' }, async (c) => {
    const target = openTarget(c.site, c.body.to)
    try {
      const begun = await beginSignIn(c.site, { providerId: c.params.id, target, browser: c.cookie(flowCookie) })
      return leave(begun.url, { cookies: [flowCookieOf(begun.browser)] })
    } catch (error) {
      if (error instanceof OidcFault) return faultView(c, refusalOf(error), target, error.since)
      throw error
    }
  }),

  // Who reloads the form's address, or comes back to it, begins at the beginning.
  page('/auth/oidc/:id', { ...door, params: ProviderPath }, async (c) => {
    providerOf(c.site, c.params.id)
    return go('/auth/sign-in')
  }),

  page('/auth/oidc/:id/callback', { ...door, params: ProviderPath, limit: 'signin' }, async (c) => {
    const end = await finishSignIn(c.site, {
      providerId: c.params.id,
      query: c.rawQuery,
      browser: c.cookie(flowCookie),
      cookie: c.cookie(sessionCookie),
      userAgent: c.header('user-agent') ?? '',
      locale: c.locale,
      requestId: c.requestId,
    })
    if (end.kind === 'again') return leave(end.url, { cookies: [flowCookieOf(end.browser)] })
    if (end.kind === 'refused') return faultView(c, end.refusal, end.target, end.since)
    return go(end.target.path, { cookies: [{ name: sessionCookie, value: end.cookie, maxAge: sessionLife.absolute / 1000 }] })
  }),

  page('/auth/sign-out', door, async (c) => {
    if (c.caller.kind !== 'session') return go(signedOutPath)
    return view('signin/sign-out', c.say('signin.out_title'), {})
  }),

  form('/auth/sign-out', { ...door, body: SignOutForm }, async (c) => {
    const onward = await signOut(c.site, c.cookie(sessionCookie), c.requestId)
    const answer = { cookies: goneCookies, headers: cleared }
    return onward === undefined || c.body.only === 'here' ? go(signedOutPath, answer) : leave(onward, answer)
  }),

  page(signedOutPath, door, async (c) => view('signin/signed-out', c.say('signin.out_done_title'), {})),

  page('/settings/sessions', { store: 'never' }, async (c) => {
    const here = c.caller.kind === 'session' ? c.caller.sessionId : 0
    const sessions = (await listSessions(c.site, c.viewer)).map((session) => sessionView(session, here))
    return view('signin/sessions', c.say('sessions.title'), { sessions, others: sessions.length > 1 })
  }),

  form('/settings/sessions/:id/revoke', { store: 'never', params: SessionPath }, async (c) => {
    await revokeSession(c.site, c.viewer, c.params.id, c.requestId)
    const here = c.caller.kind === 'session' && c.caller.sessionId === c.params.id
    if (here) return go(signedOutPath, { cookies: goneCookies, headers: cleared })
    return go('/settings/sessions', { flash: 'sessions.revoked', focus: 'sessions' })
  }),

  form('/settings/sessions/revoke-others', { store: 'never' }, async (c) => {
    const here = c.caller.kind === 'session' ? c.caller.sessionId : 0
    await revokeOtherSessions(c.site, c.viewer, here, c.requestId)
    return go('/settings/sessions', { flash: 'sessions.revoked_others', focus: 'sessions' })
  }),
])
