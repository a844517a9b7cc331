// What the tests of the outbound door stand on: a configuration, and real servers that note who reached them.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createPlain } from 'node:http'
import { createServer as createSecure } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { TestContext } from 'node:test'
import type { Config } from '#platform/config/config.ts'
import { kindOfAddress } from '#platform/fetch/address.ts'
import { FetchFault, type FetchReason } from '#platform/fetch/fetch.ts'

/** The part of a configuration that the door reads. */
export const ground = (o: { loopback?: string[]; oidc?: string[]; push?: string[]; port?: number } = {}) =>
  ({
    url: 'http://localhost:3000',
    host: 'localhost:3000',
    listen: { host: '127.0.0.1', port: o.port ?? 3000 },
    database: { url: 'sqlite:/nowhere', prepared: true },
    fetch: { loopback: o.loopback ?? [], oidc: o.oidc ?? [], push: o.push ?? [] },
  }) as Config

export const certificate = readFileSync(new URL('server.pem', import.meta.url), 'utf8')
const key = readFileSync(new URL('server.key', import.meta.url), 'utf8')

export interface Heard {
  port: number
  /** Address of ours at which each connection arrived. */
  reachedAt: string[]
  requests: IncomingMessage[]
}

/** Listens on every address of this machine until the test is over. The certificate is for peer.test. */
export async function listen(
  t: TestContext,
  handle: (req: IncomingMessage, res: ServerResponse) => void,
  o: { tls?: boolean } = {},
): Promise<Heard> {
  const heard: Heard = { port: 0, reachedAt: [], requests: [] }
  const onRequest = (req: IncomingMessage, res: ServerResponse) => {
    heard.requests.push(req)
    handle(req, res)
  }
  const server = o.tls ? createSecure({ cert: certificate, key }, onRequest) : createPlain(onRequest)
  server.on('connection', (socket: Socket) => heard.reachedAt.push(socket.localAddress ?? ''))
  await new Promise<void>((resolve) => server.listen(0, '::', resolve))
  heard.port = (server.address() as AddressInfo).port
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return heard
}

/** An address of this machine that is not loopback and may be dialled; a private one that nobody answers at where there is none. */
export const ownReachable = () =>
  Object.values(networkInterfaces())
    .flatMap((cards) => cards ?? [])
    .find((card) => kindOfAddress(card.address) === 'reachable') ?? { address: '10.255.255.1', family: 'IPv4' as const }

/** Names that resolve as told; each call takes the next list, the last one stays. */
export function resolver(...answers: string[][]) {
  let calls = 0
  return async () =>
    (answers[Math.min(calls++, answers.length - 1)] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}

/** For `assert.rejects`: the door kept shut, and for this reason. */
export const rejectsFor = (reason: FetchReason) => (error: unknown) => {
  assert.ok(error instanceof FetchFault, String(error))
  assert.equal(error.reason, reason, error.message)
  return true
}
