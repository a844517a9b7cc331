import { Refusal } from '#base/errors.ts'
import { sha256 } from '#base/ids.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import { OidcFault, type Vouched } from '#platform/oidc/oidc.ts'
import type { Site } from '#platform/site.ts'
import { admit } from './admit.ts'
import { beginSignIn, flowLife, type FlowNote, providerOf } from './begin-sign-in.ts'
import { killOtherSessions, killSessionOf } from './kill-session.ts'
import { openSession } from './open-session.ts'
import { defaultTarget, type ReturnTarget } from './return-target.ts'
import { takeFlow } from './signin.queries.ts'
import { flowMissing, refusalOf } from './signin-refusal.ts'

/** A callback as it came. */
export interface Callback {
  providerId: string
  /** Without `?`. */
  query: string
  /** Cookie of the browser's flows. */
  browser: string | undefined
  /** Session cookie that the browser carried before; that session ends. */
  cookie: string | undefined
  userAgent: string
  locale: string
  requestId: string
}

export type SignInEnd =
  | { kind: 'in'; cookie: string; target: ReturnTarget }
  /** Once more, silently. */
  | { kind: 'again'; url: string; browser: string }
  | { kind: 'refused'; refusal: Refusal; target: ReturnTarget; since?: number }

/** The flow of a callback, for the one time that it can be had: it is gone before it is looked at (SEC:S15). */
async function takeNote(site: Site, c: Callback): Promise<FlowNote | undefined> {
  const state = new URLSearchParams(c.query).get('state') ?? ''
  const row = await site.store.tx(async (db) => takeFlow(db, sha256(state)))
  if (!row || c.browser === undefined || row.browserHash !== sha256(c.browser)) return undefined
  if (row.providerId !== c.providerId || site.clock.now() - row.createdAt > flowLife) return undefined
  return JSON.parse(site.secrets.open('signin.flow', row.sealed)) as FlowNote
}

/** Opens a session for whom the provider vouches for; a browser's old session ends in the same transaction (SEC:C6). */
async function enter(site: Site, c: Callback, vouched: Vouched): Promise<string> {
  return await site.store.tx(async (db) => {
    const provider = providerOf(site, c.providerId)
    const { personId, identityId, roleChanged } = await admit(site, db, { provider, vouched, locale: c.locale, requestId: c.requestId })
    if (c.cookie !== undefined) await killSessionOf(site, db, c.cookie)
    const { idToken, sid } = vouched
    const session = await openSession(site, db, {
      personId,
      identityId,
      userAgent: c.userAgent,
      idToken,
      ...(sid === undefined ? {} : { sid }),
    })
    if (roleChanged) await killOtherSessions(site, db, personId, session.id)
    const target = `session:${session.id}`
    await recordAudit(site, db, {
      action: 'signin.ok',
      actor: personId,
      target,
      requestId: c.requestId,
      detail: { provider: c.providerId },
    })
    return session.value
  })
}

/**
 * Ends what `beginSignIn` began. Everything the provider and the browser say is checked before anything is written; every refusal stands in the
 * audit log. Throws 404 for an unknown provider, and what the store throws.
 */
export async function finishSignIn(site: Site, c: Callback): Promise<SignInEnd> {
  const provider = providerOf(site, c.providerId)
  let target = defaultTarget
  try {
    const note = await takeNote(site, c)
    if (!note) throw flowMissing()
    target = note.target
    try {
      const vouched = await site.oidc.finish(provider, note.flow, c.query)
      return { kind: 'in', cookie: await enter(site, c, vouched), target }
    } catch (error) {
      if (!(error instanceof OidcFault) || error.reason !== 'keys' || note.attempt) throw error
      return { kind: 'again', ...(await beginSignIn(site, { providerId: provider.id, target, browser: c.browser, attempt: 1 })) }
    }
  } catch (error) {
    const refusal = error instanceof OidcFault ? refusalOf(error) : error
    if (!(refusal instanceof Refusal) || !refusal.code.startsWith('signin_')) throw error
    site.log.warn({ provider: provider.id, code: refusal.code, detail: refusal.options.detail }, 'a sign-in was refused')
    const detail = { reason: refusal.code, ...(refusal.code === 'signin_name' ? { name: refusal.options.detail ?? '' } : {}) }
    const entry = {
      action: 'signin.refused',
      actor: null,
      target: `provider:${provider.id}`,
      result: 'refused',
      requestId: c.requestId,
      detail,
    } as const
    await site.store.tx(async (db) => recordAudit(site, db, entry))
    const since = error instanceof OidcFault ? error.since : undefined
    return { kind: 'refused', refusal, target, ...(since === undefined ? {} : { since }) }
  }
}
