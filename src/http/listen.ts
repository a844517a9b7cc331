import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerOptions } from 'node:http'
import { createServer as createTlsServer, Server as TlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Config } from '#platform/config/config.ts'

/** Bounds on what a connection may take: a slow sender is cut off, a header is small (SEC:D14). */
const bounds: ServerOptions = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 15_000,
  requestTimeout: 120_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
}

/** How long running requests have at the end. */
const patience = 10_000

export interface Listening {
  /** Where it listens, with the real port. */
  url: string
  port: number
  close(): Promise<void>
}

export interface ListenOptions {
  listen: Config['listen']
  /** 0 takes a free one. */
  port: number
  handler: RequestListener
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>
  /** Ends what would never end by itself: sockets and streams of events. */
  leave(): void
}

/**
 * Serves on `listen` of the configuration, with TLS 1.2 or newer where it names a certificate and a key. Throws a ListenFault, one clear
 * line, when the port is taken or may not be used.
 */
export async function listen(o: ListenOptions): Promise<Listening> {
  const { host, cert, key } = o.listen
  const tls = cert !== undefined && key !== undefined
  const server: Server = tls
    ? createTlsServer({ ...bounds, cert: readFileSync(cert), key: readFileSync(key), minVersion: 'TLSv1.2' }, o.handler)
    : createServer(bounds, o.handler)
  const sockets = watchSockets(server)
  server.on('upgrade', (req, socket, head) => void o.upgrade(req, socket, head))
  await started(server, host, o.port)
  const { port } = server.address() as AddressInfo
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  let closed: Promise<void> | undefined
  return { url: `${tls ? 'https' : 'http'}://${name}:${port}`, port, close: () => (closed ??= shut(server, sockets, o.leave)) }
}

async function started(server: Server, host: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, host, resolve)
  try {
    await promise
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new ListenFault(`port ${port} on ${host} is taken by another process; choose one with --port`)
    if (code === 'EACCES')
      throw new ListenFault(`port ${port} on ${host} may not be used by this user; ports below 1024 need a right of their own`)
    if (code === 'EADDRNOTAVAIL') throw new ListenFault(`${host} is no address of this machine (listen.host)`)
    throw error
  }
  server.off('error', reject)
}

/** A start that cannot go on, in one line for who started it. */
export class ListenFault extends Error {
  override name = 'ListenFault'
}

interface Sockets {
  /** As the kernel has accepted them; under TLS also those that have not shaken hands. */
  raw: Set<Socket>
  open: Set<Socket>
  /** Those on which a request runs, or which became WebSockets. */
  busy: Set<Socket>
}

/** Node's own idea of an idle connection leaves out one on which nothing has been asked yet. */
function watchSockets(server: Server): Sockets {
  const [raw, open, busy] = [new Set<Socket>(), new Set<Socket>(), new Set<Socket>()]
  const watch = (event: string, set: Set<Socket>) =>
    server.on(event, (socket: Socket) => {
      set.add(socket)
      socket.once('close', () => set.delete(socket))
    })
  watch('connection', raw)
  watch(server instanceof TlsServer ? 'secureConnection' : 'connection', open)
  server.on('request', ({ socket }, res) => {
    busy.add(socket)
    res.once('close', () => busy.delete(socket))
  })
  server.on('upgrade', ({ socket }) => {
    busy.add(socket)
    socket.once('close', () => busy.delete(socket))
  })
  return { raw, open, busy }
}

/** Takes nothing new, lets running requests end; after ten seconds it waits no longer. */
async function shut(server: Server, { raw, open, busy }: Sockets, leave: () => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  leave()
  const endIdle = () => {
    for (const socket of open) if (!busy.has(socket)) socket.destroySoon()
    if (open.size === 0) for (const socket of raw) socket.destroy()
  }
  endIdle()
  const idle = setInterval(endIdle, 20)
  const late = setTimeout(() => raw.forEach((socket) => socket.destroy()), patience)
  await promise
  clearInterval(idle)
  clearTimeout(late)
}
