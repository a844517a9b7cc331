// A push service on this machine, over TLS with an authority of its own, and devices that read what it is given.
import { readFileSync } from 'node:fs'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { fileURLToPath } from 'node:url'

const file = (name: string) => readFileSync(new URL(`../../platform/fetch/${name}`, import.meta.url), 'utf8')

/** PEM of the authority: a second process is told of it by NODE_EXTRA_CA_CERTS. */
export const authority = fileURLToPath(new URL('../../platform/fetch/server.pem', import.meta.url))

export interface Pushed {
  path: string
  method: string
  headers: IncomingHttpHeaders
  body: Buffer
}

export interface PushService {
  /** `127.0.0.1:PORT`, as the lists of hosts spell it. */
  place: string
  /** Address of one device. */
  endpoint(device: string): string
  pushed: Pushed[]
  /** What is answered from now on; 201 without it. */
  answer: ((res: ServerResponse, one: Pushed) => void) | undefined
  close(): Promise<void>
}

/** Starts one; this process trusts its certificate from then on, as a machine does whose admin has installed it. */
export async function startPushService(): Promise<PushService> {
  setDefaultCACertificates([...new Set([...getCACertificates('default'), file('server.pem')])])
  const pushed: Pushed[] = []
  const server = createServer({ cert: file('server.pem'), key: file('server.key') }, (req, res) => {
    const parts: Buffer[] = []
    req.on('data', (part: Buffer) => parts.push(part))
    req.on('end', () => {
      const one = { path: req.url ?? '', method: req.method ?? '', headers: req.headers, body: Buffer.concat(parts) }
      pushed.push(one)
      if (service.answer) service.answer(res, one)
      else res.writeHead(201).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const service: PushService = {
    place,
    endpoint: (device) => `https://${place}/push/${device}`,
    pushed,
    answer: undefined,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  return service
}
