import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import { badRequest } from '#base/errors.ts'
import type { Config } from '#platform/config/config.ts'

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number]

/** An address in its one spelling; IPv4 in IPv6 becomes IPv4. Undefined when it is none. */
function address(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const bare = text.trim().replace(/^\[(.*)\](?::\d+)?$/, '$1')
  if (!ipaddr.isValid(bare)) return undefined
  return ipaddr.process(bare)
}

const inRanges = (ip: ipaddr.IPv4 | ipaddr.IPv6, ranges: readonly Range[]) =>
  ranges.some(([net, bits]) => net.kind() === ip.kind() && ip.match(net as never, bits))

const parseRanges = (list: readonly string[]): Range[] => list.map((cidr) => (cidr.includes('/') ? ipaddr.parseCIDR(cidr) : whole(cidr)))
function whole(text: string): Range {
  const ip = ipaddr.process(text)
  return [ip, ip.kind() === 'ipv4' ? 32 : 128]
}

/** What is remembered of addresses; cleared when it is full. */
const mostKept = 10_000

/** Whose address a request comes from, and whether that lies in the company. */
export class Addresses {
  #proxies: readonly Range[]
  #company: readonly Range[]
  #kept = new Map<string, { company: boolean; key: string }>()
  #peers = new Map<string, { ip: string; isProxy: boolean }>()

  constructor(config: Pick<Config, 'trustedProxies' | 'networks'>) {
    this.#proxies = parseRanges(config.trustedProxies)
    this.#company = parseRanges(config.networks.company)
  }

  /**
   * The person's address: the socket's peer, or, where that is a trusted proxy, the right-most address of X-Forwarded-For that is not one.
   * `Forwarded`, `X-Real-IP` and the like are never read. Throws 400 when a trusted proxy hands on two different X-Forwarded-For lines:
   * one of them is somebody else's (SEC:L1).
   */
  ip(req: IncomingMessage): string {
    const peer = this.#peer(req.socket.remoteAddress ?? '')
    if (!peer.isProxy) return peer.ip
    const lines = req.headersDistinct['x-forwarded-for'] ?? []
    if (new Set(lines).size > 1) throw badRequest('forwarded_twice', 'The X-Forwarded-For header was sent twice')
    let found = peer.ip
    for (const hop of (lines[0] ?? '').split(',').toReversed()) {
      const ip = address(hop)
      if (!ip) break
      found = ip.toString()
      if (!inRanges(ip, this.#proxies)) break
    }
    return found
  }

  #peer(text: string) {
    const kept = this.#peers.get(text)
    if (kept) return kept
    const ip = address(text)
    const made = { ip: ip?.toString() ?? '', isProxy: ip !== undefined && inRanges(ip, this.#proxies) }
    if (this.#peers.size >= mostKept) this.#peers.clear()
    this.#peers.set(text, made)
    return made
  }

  /** True inside `networks.company`, where nobody is counted by address: a whole company may sit behind one. */
  inCompany(ip: string): boolean {
    return this.#of(ip).company
  }

  /** What an address is counted under: itself, or its /64 for IPv6, since that is what one household or office gets. */
  bucket(ip: string): string {
    return this.#of(ip).key
  }

  #of(ip: string) {
    const kept = this.#kept.get(ip)
    if (kept) return kept
    const parsed = address(ip)
    const made = {
      company: parsed !== undefined && inRanges(parsed, this.#company),
      key:
        parsed instanceof ipaddr.IPv6
          ? `${parsed.parts
              .slice(0, 4)
              .map((part) => part.toString(16))
              .join(':')}::/64`
          : ip,
    }
    if (this.#kept.size >= mostKept) this.#kept.clear()
    this.#kept.set(ip, made)
    return made
  }
}
