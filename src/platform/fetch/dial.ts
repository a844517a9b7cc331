import { lookup as resolveBySystem } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import type { Agent, buildConnector } from 'undici'
import type { Border } from './destination.ts'
import { connectTimeout } from './rules.ts'

/** Every address of a host name. */
export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>

export const systemResolve: Resolve = (host) => resolveBySystem(host, { all: true })

/**
 * The check inside the look-up: all answers are judged, and only the good ones are handed to the socket, which dials exactly those. A name
 * that answers differently the next time gains nothing (SEC:N10, SEC:N11).
 */
const guardedLookup =
  (border: Border, resolve: Resolve, port: number): LookupFunction =>
  (host, options, answer) => {
    resolve(host).then(
      (found) => {
        const faults = found.map((one) => border.refuse(host, one.address, port))
        const [first, ...rest] = found.filter((_, i) => !faults[i])
        if (!first) return answer(faults[0] ?? new Error(`${host} has no address`), '')
        if (options.all) answer(null, [first, ...rest])
        else answer(null, first.address, first.family)
      },
      (error: Error) => answer(error, ''),
    )
  }

const contexts = new Map<string, SecureContext>()

/** Certificates that we trust: Node's, the machine's (which IT departments fill), and the one that came with the request. Never a switch to skip the check. */
function trust(ca: string): SecureContext {
  let context = contexts.get(ca)
  if (!context) {
    context = createSecureContext({
      ca: [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...(ca ? [ca] : [])])],
    })
    contexts.set(ca, context)
  }
  return context
}

/** A pool whose connections are checked at the moment they are made. `ca` is PEM or empty. */
export function openPool(
  undici: { Agent: typeof Agent; buildConnector: typeof buildConnector },
  border: Border,
  resolve: Resolve,
  ca: string,
): Agent {
  return new undici.Agent({
    allowH2: false,
    keepAliveTimeout: 10_000,
    connect(options, done) {
      const host = options.hostname.replace(/^\[|\]$/g, '')
      const port = Number(options.port || (options.protocol === 'https:' ? 443 : 80))
      // A literal address goes to the socket without any look-up.
      const fault = isIP(host) ? border.refuse(options.hostname, host, port) : undefined
      if (fault) return done(fault, null)
      const secure = options.protocol === 'https:' ? { secureContext: trust(ca) } : {}
      undici.buildConnector({ timeout: connectTimeout, lookup: guardedLookup(border, resolve, port), ...secure })(options, done)
    },
  })
}
