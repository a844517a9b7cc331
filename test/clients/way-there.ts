import { readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'

interface Wish {
  host?: string
  port?: number | string
}

/**
 * Does for the clients in this process what a company's DNS, its router and its device management do for a phone: `host` on port 443 is
 * found at `port` of this machine, and the authority's certificate is trusted. Every client of Node ends in this one method of a socket, so
 * none has to be told. A test may not listen on 443, and no client accepts a server on another port.
 */
export function leadTo(host: string, port: number, ca: string): void {
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(ca, 'utf8')])
  // Called with the socket as `this` below.
  // oxlint-disable-next-line typescript/unbound-method
  const connect = Socket.prototype.connect as (this: Socket, ...args: unknown[]) => Socket
  function connectThere(this: Socket, ...args: unknown[]): Socket {
    // `net.connect` hands over what it was given as one list.
    const [wish, then] = (Array.isArray(args[0]) ? args[0] : args) as [Wish, unknown]
    if (wish?.host !== host || Number(wish.port) !== 443) return connect.apply(this, args)
    return connect.call(this, { ...wish, host: '127.0.0.1', port }, then)
  }
  Socket.prototype.connect = connectThere as typeof Socket.prototype.connect
}
