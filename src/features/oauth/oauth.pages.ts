import { sha256 } from '#base/ids.ts'
import { signInPath } from '#features/signin/return-target.ts'
import { erase, form, go, leave, page, pageArea, type PageCall, type PageReply, view } from '#http/page.ts'
import { answerAddress, answerFields } from './answer-address.ts'
import { standingOf } from './app-policy.ts'
import { AppPath, Decision, ShownCode } from './authorize.input.ts'
import { type AuthorizeRequest, outOfBand, readAuthorizeRequest, type ReturnAddress } from './authorize-request.ts'
import { appViews } from './held-apps.html.ts'
import { consentView } from './consent.html.ts'
import { grantApp } from './grant-app.ts'
import { codeWaits } from './grants.queries.ts'
import { hasConsented } from './has-consented.ts'
import { descriptionOf } from './oauth-error.ts'
import { forgetApp } from './forget-app.ts'
import { requestApp } from './request-app.ts'
import { scopeWords } from './scope-words.ts'
import { tokensOfPerson } from './tokens.queries.ts'

type Authorize = Pick<PageCall, 'site' | 'caller' | 'locale' | 'rawQuery' | 'say' | 'header'>

const fault = (c: Authorize, title: string, sentence: string, status = 400): PageReply =>
  view('oauth/fault', title, { sentence }, { status })

/** The query as an address of our own can carry it: decodes to the same values, whatever bytes it was sent with. */
const ownQuery = (rawQuery: string) => rawQuery.replace(/[^\x21-\x5b\x5d-\x7e]+/gu, encodeURIComponent)

/** Sends the app its answer, in the way it asked for. */
function answer(c: Authorize, back: ReturnAddress, fields: Readonly<Record<string, string>>): PageReply {
  if (back.redirectUri === outOfBand) {
    const { code, error_description: description } = fields
    if (code !== undefined) return go(`/oauth/authorize/native?code=${encodeURIComponent(code)}`)
    return fault(c, c.say('oauth.not_let_in'), description ?? '')
  }
  if (back.mode !== 'form_post') return leave(answerAddress(back, fields))
  const inputs = answerFields(back, fields).map(([name, value]) => ({ name, value }))
  return view('oauth/post-back', c.say('oauth.back_to_app'), { action: back.redirectUri, inputs })
}

const denied = (c: Authorize, back: ReturnAddress) =>
  answer(c, back, { error: 'access_denied', error_description: descriptionOf('access_denied') })

async function grant(c: Authorize & Pick<PageCall, 'viewer'>, request: AuthorizeRequest): Promise<PageReply> {
  const userAgent = c.header('user-agent')
  const code = await grantApp(c.site, c.viewer, request, {
    ...(c.caller.kind === 'session' ? { sessionId: c.caller.sessionId } : {}),
    ...(userAgent === undefined ? {} : { userAgent }),
  })
  return answer(c, request.back, { code })
}

/** Undefined when the app may be used; otherwise the page that says in plain words why not and what happens next. */
async function closed(c: Authorize & Pick<PageCall, 'viewer'>, { app }: AuthorizeRequest): Promise<PageReply | undefined> {
  const standing = await standingOf(c.site, app)
  if (standing === 'allowed') return undefined
  if (standing === 'on request') await requestApp(c.site, c.viewer, app.id)
  const key = { refused: 'refused', unknown: 'unknown', 'on request': 'asked' }[standing]
  return fault(c, c.say(`oauth.app_${key}_title`, { app: app.name }), c.say(`oauth.app_${key}`, { app: app.name }), 403)
}

/** The checked request, or the reply that ends it here. */
async function asked(c: Authorize): Promise<AuthorizeRequest | PageReply> {
  const read = await readAuthorizeRequest(c.site, c.rawQuery)
  if (read.kind === 'ok') return read.request
  if (read.kind === 'fault') return fault(c, c.say('oauth.fault_title'), c.say(`oauth.fault_${read.fault}`))
  return answer(c, read.back, { error: read.error, error_description: read.description })
}

const here = (c: Authorize) => `/oauth/authorize?${ownQuery(c.rawQuery)}`

/** The door in the page's language, and back to this very request. `fresh`: the person may become another one there. */
const signIn = (c: Authorize, fresh: boolean) => `${signInPath(c.site, here(c), fresh ? { fresh } : {})}&lang=${c.locale}`

/** Takes away what an app was given, and shows what is left. */
async function forget(c: Pick<PageCall, 'site' | 'viewer' | 'requestId'> & { params: { id: number } }): Promise<PageReply> {
  await forgetApp(c.site, c.viewer, c.params.id, c.requestId)
  return go('/oauth/authorized_applications', { flash: 'apps.forgotten', focus: 'apps' })
}

export const oauthPages = pageArea('oauth', [
  page('/oauth/authorize', { who: 'anyone', class: 'signin', store: 'never' }, async (c) => {
    const request = await asked(c)
    if ('kind' in request) return request
    if (c.caller.kind !== 'session') return go(signIn(c, request.forceLogin))
    const refusal = await closed(c, request)
    if (refusal) return refusal
    if (await hasConsented(c.site, c.viewer, request)) return await grant(c, request)
    const { target, ...shown } = await consentView(c.site, c.viewer, request)
    return view('oauth/consent', c.say('oauth.title', { app: request.app.name }), {
      ...shown,
      may: scopeWords(c.say, c.locale, request.scopes),
      target: c.say(target.key, { app: request.app.name, host: target.host }),
      action: here(c),
      other: signIn(c, true),
    })
  }),

  form('/oauth/authorize', { class: 'signin', store: 'never', body: Decision }, async (c) => {
    const request = await asked(c)
    if ('kind' in request) return request
    if (c.body.decision === 'deny' || c.body._method?.toLowerCase() === 'delete') return denied(c, request.back)
    return (await closed(c, request)) ?? (await grant(c, request))
  }),

  erase('/oauth/authorize', { class: 'signin', store: 'never' }, async (c) => {
    const request = await asked(c)
    return 'kind' in request ? request : denied(c, request.back)
  }),

  page('/oauth/authorize/native', { class: 'signin', store: 'never', query: ShownCode }, async (c) => {
    const { code } = c.query
    if (!(await codeWaits(c.site.store.read, sha256(code), c.viewer.personId, c.site.clock.now())))
      return fault(c, c.say('oauth.fault_title'), c.say('oauth.fault_code'))
    return view('oauth/code', c.say('oauth.code_title'), { code })
  }),

  page('/oauth/authorized_applications', { store: 'never' }, async (c) => {
    const list = new Intl.ListFormat(c.locale)
    const words = (scopes: readonly string[]) => list.format(scopeWords(c.say, c.locale, scopes))
    const apps = appViews(await tokensOfPerson(c.site.store.read, c.viewer.personId), words)
    return view('oauth/apps', c.say('apps.title'), { apps })
  }),
  form('/oauth/authorized_applications/:id', { store: 'never', params: AppPath }, forget),
  erase('/oauth/authorized_applications/:id', { store: 'never', params: AppPath }, forget),
])
