/** A fault in one field of a form, in the words of Mastodon's `details` (ERR_BLANK, ERR_TAKEN ...). */
export interface FieldFault {
  error: `ERR_${string}`
  description: string
}

export interface RefusalOptions {
  /** Values for the translated sentence `errors.<code>`. */
  params?: Record<string, string | number>
  /** Field by field, for forms and for the API's `details`. */
  fields?: Record<string, FieldFault[]>
  /** For the log only; never shown. */
  detail?: string
  /** Seconds, for the Retry-After header. */
  retryAfter?: number
  /** Further keys of the answer's JSON body, such as `unexpected_accounts`. */
  extra?: Record<string, unknown>
}

/**
 * Something that a caller may not do or that is not there: the only error that verbs throw on purpose.
 * `message` is the public English sentence; `code` is the key `errors.<code>` of the other languages.
 */
export class Refusal extends Error {
  readonly code: string
  readonly status: number
  readonly options: RefusalOptions
  constructor(code: string, status: number, message: string, options: RefusalOptions = {}) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.status = status
    this.options = options
  }
}

/** 404. A thing that is absent and one that is hidden give the same answer, byte for byte (SEC:V6). `noun` is logged only. */
export const notFound = (noun: string) => new Refusal('not_found', 404, 'Record not found', { detail: noun })

/** 422 with Mastodon's sentence "Validation failed: ..." and its `details`. `fields` maps a field to its faults. */
export const invalid = (fields: Record<string, FieldFault[]>) => {
  const faults = Object.values(fields)
    .flat()
    .map((f) => f.description)
    .join(', ')
  return new Refusal('invalid', 422, `Validation failed: ${faults}`, { fields, params: { faults } })
}

/** 422 for a rule that is about the whole request and not about one field. */
export const unprocessable = (code: string, message: string, options?: RefusalOptions) => new Refusal(code, 422, message, options)

/** 400: the request itself is malformed (a missing parameter, broken JSON). */
export const badRequest = (code: string, message: string, options?: RefusalOptions) => new Refusal(code, 400, message, options)

/** 400 for a parameter that must be there, in the words of Rails. */
export const missingParam = (name: string) =>
  badRequest('param_missing', `param is missing or the value is empty or invalid: ${name}`, { params: { name } })

/** 401. Apps sign the account out when they see it, so it is for missing, unknown or dead tokens and sessions only. */
export const unauthorized = (code = 'token_invalid', message = 'The access token is invalid') => new Refusal(code, 401, message)

/** 403: known person, not allowed. */
export const forbidden = (code = 'not_allowed', message = 'This action is not allowed', options?: RefusalOptions) =>
  new Refusal(code, 403, message, options)

/** 409. */
export const conflict = (code: string, message: string, options?: RefusalOptions) => new Refusal(code, 409, message, options)

/** 413: more bytes than the endpoint takes. */
export const tooLarge = (limit: number) => new Refusal('too_large', 413, `The request is larger than ${limit} bytes`, { params: { limit } })

/** 429; `retryAfter` in seconds. */
export const tooMany = (retryAfter: number) => new Refusal('too_many', 429, 'Too many requests', { retryAfter })

/** 503: a part that this request needs is down or busy; `retryAfter` in seconds. */
export const unavailable = (code: string, message: string, retryAfter = 5, detail?: string) =>
  new Refusal(code, 503, message, { retryAfter, ...(detail === undefined ? {} : { detail }) })

/** 507: the disk or the database is full. */
export const full = (detail: string) =>
  new Refusal('full', 507, 'The server has no space left. Nothing was saved; please try again later.', { retryAfter: 60, detail })
