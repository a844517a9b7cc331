/** Why we leave the building; each has its own list of hosts, caps and deadlines. */
export type Purpose = 'federation' | 'oidc' | 'push' | 'card' | 'webhook'

export interface FetchInit {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** PEM of a certificate authority that is trusted for this request besides the system's own. */
  ca?: string
  /** Ends the request early; the purpose's own deadline stays. */
  signal?: AbortSignal
}

/** An answer that has been read to its end, below the purpose's cap. */
export interface FetchedResponse {
  status: number
  /** Address that answered, after redirects. */
  url: string
  headers: Headers
  body: Buffer
  text(): string
  /** Throws SyntaxError when the body is not JSON. */
  json(): unknown
}

/** The only way to send a request to another machine over HTTP. Throws FetchFault when the destination is not allowed or does not answer in time. */
export interface Fetch {
  (purpose: Purpose, url: string, init?: FetchInit): Promise<FetchedResponse>
  /** Whether the lists let an address be asked at all; what its name leads to is found out when it is dialled. */
  may(purpose: Purpose, url: string): boolean
  /** The same door in the shape of the standard `fetch`, for libraries that want one. It never follows a redirect. */
  as(purpose: Purpose, o?: { ca?: string }): typeof globalThis.fetch
  /** Closes idle connections. */
  close(): Promise<void>
}

/** Which rule stopped a request, or how it failed. */
export type FetchReason = 'address' | 'credentials' | 'deadline' | 'not_listed' | 'redirects' | 'scheme' | 'too_large' | 'unreachable'

/** A request that was refused or came to nothing; `message` is for the log and names no secret. */
export class FetchFault extends Error {
  readonly reason: FetchReason
  constructor(reason: FetchReason, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'FetchFault'
    this.reason = reason
  }
}
