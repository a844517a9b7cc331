import ipaddr from 'ipaddr.js'

/**
 * What an address is to us. `reachable`: a public or a private (RFC 1918, 6598, 4193) one; an intranet lives on the latter, so only the lists
 * of hosts say who may be asked there. `loopback`: this machine. `special`: everything else of IANA's special-purpose registries.
 */
export type AddressKind = 'reachable' | 'loopback' | 'special'

const reachable = new Set(['unicast', 'private', 'carrierGradeNat', 'uniqueLocal'])

const translated = ipaddr.IPv6.parseCIDR('64:ff9b::/96')
/** Routable by its number, but not meant to be: compatible (`::a.b.c.d`), local NAT64, site-local, Teredo, documentation. */
const dead = [
  '::/96',
  '64:ff9b:1::/48',
  'fec0::/10',
  '2001::/23',
  '2001:db8::/32',
  '3fff::/20',
  '5f00::/16',
  '2002::/16',
  '100::/64',
  '::ffff:0:0:0/96',
].map((cidr) => ipaddr.IPv6.parseCIDR(cidr))

/** The IPv4 address that an IPv6 one stands for: mapped (`::ffff:a.b.c.d`) or translated by NAT64 (RFC 6052); otherwise the address itself. */
function unwrap(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (!(address instanceof ipaddr.IPv6)) return address
  if (address.isIPv4MappedAddress()) return address.toIPv4Address()
  if (address.match(translated)) return new ipaddr.IPv4(address.toByteArray().slice(12))
  return address
}

/** Judges an IP address as text (SEC:N3, SEC:N4, SEC:N5, SEC:N6). What cannot be read is special. */
export function kindOfAddress(text: string): AddressKind {
  if (!ipaddr.isValid(text)) return 'special'
  const address = unwrap(ipaddr.parse(text))
  const range = address.range()
  if (range === 'loopback') return 'loopback'
  if (address instanceof ipaddr.IPv6 && dead.some((block) => address.match(block))) return 'special'
  return reachable.has(range) ? 'reachable' : 'special'
}
