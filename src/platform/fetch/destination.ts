import { networkInterfaces } from 'node:os'
import type { Config } from '../config/config.ts'
import { kindOfAddress } from './address.ts'
import { FetchFault, type Purpose } from './fetch.ts'

/** Hosts that a purpose may ask: `host` (port 443) or `host:port`; `*.host` is everything below it. */
export type HostLists = Partial<Record<Purpose, () => readonly string[]>>

/** Decides about addresses as text and as numbers. */
export interface Border {
  /** The address to ask, checked as far as its text goes. Throws FetchFault. */
  checkUrl(purpose: Purpose, url: string): URL
  /** What speaks against dialling this IP address for this host, or undefined. */
  refuse(host: string, address: string, port: number): FetchFault | undefined
}

const portOf = (url: URL) => Number(url.port || (url.protocol === 'https:' ? 443 : 80))
const bare = (host: string) => host.replace(/^\[|\]$/g, '')

/** `host:port` as the lists are compared: lower case, IDNA, 443 where no port stands. */
function spell(entry: string): string {
  const url = new URL(`https://${entry}`)
  return `${url.hostname}:${portOf(url)}`
}

/** Whether an entry of a list means this `host:port`. */
const means = (entry: string, place: string) =>
  entry.startsWith('*.') ? place.endsWith(`.${spell(entry.slice(2))}`) : spell(entry) === place

/** Ports of our own on this machine that no request may be led to: the server itself and its database. */
function portsOf(config: Config): Set<number> {
  const ports = [config.listen.port, Number(new URL(config.url).port || 443)]
  for (const url of [config.database.url, config.database.directUrl])
    if (url?.startsWith('postgres')) ports.push(Number(new URL(url).port || 5432))
  return new Set(ports)
}

const ownAddresses = () => new Set(Object.values(networkInterfaces()).flatMap((cards) => cards?.map((card) => card.address) ?? []))

/** The border that a configuration draws. Only configuration may name loopback destinations, never data. */
export function drawBorder(config: Config, lists: HostLists): Border {
  const loopback = new Set(config.fetch.loopback.map(spell))
  const ports = portsOf(config)
  return {
    checkUrl(purpose, text) {
      if (!URL.canParse(text)) throw new FetchFault('scheme', 'not an address')
      const url = new URL(text)
      const place = `${url.hostname}:${portOf(url)}`
      if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.has(place)))
        throw new FetchFault('scheme', `${url.protocol} is not allowed`)
      if (url.username || url.password) throw new FetchFault('credentials', `credentials in an address of ${url.host}`)
      if (url.host === config.host) throw new FetchFault('not_listed', `${place} is ourselves`)
      if (!(lists[purpose]?.() ?? []).some((entry) => means(entry, place)))
        throw new FetchFault('not_listed', `${place} is on no list for ${purpose}`)
      return url
    },
    refuse(host, address, port) {
      const kind = kindOfAddress(address)
      const fault = (why: string) => new FetchFault('address', `${bare(host)} leads to ${address}:${port}, ${why}`)
      if (kind === 'loopback') return loopback.has(`${host}:${port}`) ? undefined : fault('this machine')
      if (kind === 'special') return fault('a special-purpose address')
      return ports.has(port) && ownAddresses().has(address) ? fault('a port of our own') : undefined
    },
  }
}
