import type { Agent, Response as Reply } from 'undici'
import type { Config } from '../config/config.ts'
import { drawBorder, type HostLists } from './destination.ts'
import { openPool, type Resolve, systemResolve } from './dial.ts'
import { type Fetch, FetchFault, type FetchInit, type FetchedResponse, type Purpose } from './fetch.ts'
import { readCapped } from './read-capped.ts'
import { rules } from './rules.ts'

export interface FetchOptions {
  /** Hosts of the purposes whose lists are not configuration. */
  lists?: HostLists
  resolve?: Resolve
}

/** Opens the door out of the house. The environment's HTTP_PROXY and the like are not read (SEC:N12). */
export function openFetch(config: Config, o: FetchOptions = {}): Fetch {
  const border = drawBorder(config, { oidc: () => config.fetch.oidc, push: () => config.fetch.push, ...o.lists })
  const pools = new Map<string, Agent>()
  const agent = `Atrium (+${config.url})`

  async function send(purpose: Purpose, text: string, init: FetchInit): Promise<FetchedResponse> {
    const rule = rules[purpose]
    const late = AbortSignal.timeout(rule.deadline)
    const signal = init.signal ? AbortSignal.any([late, init.signal]) : late
    const method = init.method ?? 'GET'
    let headers: Record<string, string> = { 'user-agent': agent, ...init.headers }
    let url = border.checkUrl(purpose, text)
    try {
      const undici = await import('undici')
      const ca = init.ca ?? ''
      const pool = pools.get(ca) ?? openPool(undici, border, o.resolve ?? systemResolve, ca)
      pools.set(ca, pool)
      for (let hops = 0; ; hops++) {
        const reply = await undici.fetch(url, { method, headers, body: init.body ?? null, redirect: 'manual', signal, dispatcher: pool })
        const onward = rule.redirects && ['GET', 'HEAD'].includes(method) ? target(reply, url) : undefined
        if (!onward) return await answer(reply, url, rule.maxBytes)
        await reply.body?.cancel()
        if (hops === rule.redirects) throw new FetchFault('redirects', `${url.host} redirects more than ${rule.redirects} times`)
        if (onward.protocol !== url.protocol) throw new FetchFault('scheme', `${url.host} redirects to ${onward.protocol}`)
        if (onward.origin !== url.origin) headers = { 'user-agent': agent, ...(headers['accept'] ? { accept: headers['accept'] } : {}) }
        url = border.checkUrl(purpose, onward.href)
      }
    } catch (error) {
      throw faultOf(error, url, late.aborted)
    }
  }

  return Object.assign((purpose: Purpose, url: string, init: FetchInit = {}) => send(purpose, url, init), {
    may(purpose: Purpose, url: string) {
      try {
        border.checkUrl(purpose, url)
        return true
      } catch {
        return false
      }
    },
    as: (purpose: Purpose, { ca }: { ca?: string } = {}) =>
      standard((url, init) => send(purpose, url, ca === undefined ? init : { ...init, ca })),
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()))
    },
  })
}

/** Where a redirect leads, unless the answer is none. */
function target(reply: Reply, from: URL): URL | undefined {
  const location = [301, 302, 303, 307, 308].includes(reply.status) ? reply.headers.get('location') : null
  if (location === null) return undefined
  if (!URL.canParse(location, from.href)) throw new FetchFault('scheme', `${from.host} redirects to something that is no address`)
  return new URL(location, from.href)
}

async function answer(reply: Reply, url: URL, maxBytes: number): Promise<FetchedResponse> {
  const body = await readCapped(reply.body, maxBytes)
  const headers = new Headers([...reply.headers].filter(([name]) => name !== 'content-encoding' && name !== 'content-length'))
  const text = () => body.toString('utf8')
  return { status: reply.status, url: url.href, headers, body, text, json: () => JSON.parse(text()) as unknown }
}

/** undici wraps what went wrong in a TypeError; the log wants the first cause. */
function faultOf(error: unknown, url: URL, late: boolean): FetchFault {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof FetchFault) return cause
  if (late) return new FetchFault('deadline', `${url.host} did not answer in time`, error)
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return new FetchFault('unreachable', `${url.host}: ${cause instanceof Error ? cause.message : String(cause)}`, error)
}

/** The door in the standard's shape. */
const standard =
  (send: (url: string, init: FetchInit) => Promise<FetchedResponse>): typeof globalThis.fetch =>
  async (input, init) => {
    const request = new Request(input, init)
    const body = request.body ? Buffer.from(await request.arrayBuffer()) : undefined
    const headers = Object.fromEntries(request.headers)
    const reply = await send(request.url, { method: request.method, headers, signal: request.signal, ...(body ? { body } : {}) })
    const empty = [101, 204, 205, 304].includes(reply.status)
    return new Response(empty ? null : new Uint8Array(reply.body), { status: reply.status, headers: reply.headers })
  }
