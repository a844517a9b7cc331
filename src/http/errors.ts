import { type FieldFault, Refusal } from '#base/errors.ts'
import { asRefusal } from '#db/faults.ts'
import type { Exchange } from './exchange.ts'
import { challengeFor } from './guard.ts'
import { streamType, wantsStream } from './accepts.ts'
import { frameOf } from './frame-of.ts'
import type { Parts } from './parts.ts'
import { htmlType, json, send } from './send.ts'
import { fallbackLocale } from '#platform/words/words.ts'

const plainText = 'text/plain; charset=utf-8'

/** Codes that RFC 6749, 6750, 7009, 7591 and 7636 name; any other refusal is told as the one that its status means. */
const oauthCodes = new Set(
  (
    'invalid_request invalid_client invalid_grant invalid_scope invalid_token unauthorized_client unsupported_grant_type unsupported_response_type ' +
    'unsupported_token_type insufficient_scope access_denied server_error temporarily_unavailable invalid_redirect_uri invalid_client_metadata ' +
    'invalid_code_challenge_method'
  ).split(' '),
)

/**
 * Answers an error in the form of the surface: Mastodon's `{ error }`, RFC 6749's, a page, or a stream element. What is not a Refusal is
 * logged with the request's id and answered with nothing but that id (SEC:B12).
 */
export async function answerError(parts: Parts, x: Exchange, error: unknown): Promise<void> {
  // A read outside a transaction brings the engine's own error.
  const told = asRefusal(error)
  const refusal = told instanceof Refusal ? told : unknown(parts, x, error)
  if (refusal.options.detail !== undefined && refusal.status >= 500) {
    parts.site.log.warn({ requestId: x.requestId, route: x.route?.id, detail: refusal.options.detail }, refusal.message)
  }
  const headers: string[] = []
  if (refusal.options.retryAfter !== undefined) headers.push('retry-after', String(refusal.options.retryAfter))
  if (x.res.headersSent) {
    x.res.destroy()
    return
  }
  if (x.surface === 'oauth') answerOauth(x, refusal, headers)
  else if (x.surface === 'api') answerApi(parts, x, inLanguage(parts, x, refusal), headers)
  else await answerPage(parts, x, inLanguage(parts, x, refusal), headers)
}

/** The public sentence in the language of this exchange: `errors.<code>`, or English as it stands in the code. */
export function sentenceOf({ words }: Parts, x: Exchange, { code, message, options }: Refusal): string {
  const key = `errors.${code}`
  return x.locale !== fallbackLocale && words.has(x.locale, key) ? words.say(x.locale, key, options.params) : message
}

/** The same for the faults of single fields: `faults.<code>`. */
function inLanguage({ words }: Parts, x: Exchange, refusal: Refusal): Refusal {
  const { fields } = refusal.options
  if (!fields || x.locale === fallbackLocale) return refusal
  const own = ({ error, description }: FieldFault): FieldFault => {
    const key = `faults.${error.toLowerCase()}`
    return { error, description: words.has(x.locale, key) ? words.say(x.locale, key) : description }
  }
  const translated = Object.fromEntries(Object.entries(fields).map(([name, faults]) => [name, faults.map(own)]))
  const faults = Object.entries(translated).flatMap(([name, list]) => list.map((fault) => `${name}: ${fault.description}`))
  const options = { ...refusal.options, fields: translated, params: { ...refusal.options.params, faults: faults.join(', ') } }
  return new Refusal(refusal.code, refusal.status, refusal.message, options)
}

function unknown(parts: Parts, x: Exchange, error: unknown): Refusal {
  parts.site.log.error({ err: error, requestId: x.requestId, route: x.route?.id }, 'a request failed')
  return new Refusal('internal', 500, `Something went wrong on the server (request ${x.requestId})`, { params: { request: x.requestId } })
}

function answerApi(parts: Parts, x: Exchange, refusal: Refusal, headers: string[]): void {
  const challenge = challengeFor(refusal)
  if (challenge) headers.push('www-authenticate', challenge)
  const { fields, extra } = refusal.options
  const body = { error: sentenceOf(parts, x, refusal), ...(fields ? { details: fields } : {}), ...extra }
  send(x, refusal.status, json, headers, JSON.stringify(body))
}

function answerOauth(x: Exchange, refusal: Refusal, headers: string[]): void {
  // A field that is missing or wrong is 400 in RFC 6749, 5.2; Mastodon's 422 is for its own API.
  const status = refusal.status === 422 ? 400 : refusal.status
  if (status === 401) headers.push('www-authenticate', refusal.code === 'invalid_client' ? 'Basic realm="Atrium"' : challengeFor(refusal)!)
  headers.push('cache-control', 'no-store', 'pragma', 'no-cache')
  const body = { error: oauthCode(refusal), error_description: refusal.message, ...refusal.options.extra }
  send(x, status, json, headers, JSON.stringify(body))
}

function oauthCode({ code, status }: Refusal): string {
  if (oauthCodes.has(code)) return code
  if (status === 401) return 'invalid_token'
  if (code === 'scope_missing') return 'insufficient_scope'
  if (status === 403) return 'access_denied'
  if (status === 429 || status === 503 || status === 507) return 'temporarily_unavailable'
  return status >= 500 ? 'server_error' : 'invalid_request'
}

async function answerPage(parts: Parts, x: Exchange, refusal: Refusal, headers: string[]): Promise<void> {
  const { words, pages } = parts
  const text = sentenceOf(parts, x, refusal)
  if (wantsStream(x.req)) return send(x, refusal.status, streamType, headers, pages.statusStream(text))
  // A picture that is not there: nobody reads a page in its place, and nobody keeps the refusal for a year.
  if (x.route?.class === 'media') return send(x, refusal.status, plainText, [...headers, 'cache-control', 'no-store'], `${text}\n`)
  // Refused before anything is known of it: no page of ours is shown under a foreign name.
  if (x.base === parts.headers.plain) return send(x, refusal.status, plainText, headers, `${text}\n`)
  const first = (...keys: string[]) => keys.find((key) => words.has(fallbackLocale, key))
  try {
    const title = words.say(x.locale, first(`error.title_${refusal.status}`, 'error.title')!)
    const own = first(`error.text_${refusal.status}`)
    const frame = await frameOf(parts, x, title, false)
    const sentence = own ? words.say(x.locale, own) : text
    const html = pages.page('error', 'error', { code: refusal.status, sentence, requestId: x.requestId }, frame)
    send(x, refusal.status, htmlType, headers, html)
  } catch (broken) {
    // The error page itself must never be the reason that nothing is said.
    parts.site.log.error({ err: broken, requestId: x.requestId }, 'the error page failed')
    send(x, refusal.status, plainText, headers, `${text}\n${x.requestId}\n`)
  }
}
