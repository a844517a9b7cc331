import ip from 'ipaddr.js'

/** Loopback by name or number, as the WHATWG URL parser spells it (`127.0.0.1`, `[::1]`, `localhost`, `x.localhost`). */
export function isLoopbackHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '')
  if (/^(?:.+\.)?localhost$/.test(bare)) return true
  return ip.isValid(bare) && ip.process(bare).range() === 'loopback'
}

/** True for `10.0.0.0/8`, `fd00::/8` and for one bare address. */
export function isNetwork(text: string): boolean {
  return ip.isValidCIDR(text) || ip.isValid(text)
}

/** Host and port of `host`, `host:port` or `[v6]:port` in the spelling of the URL parser, or undefined when it is none of them. */
export function parseHost(text: string): { host: string; hostname: string } | undefined {
  if (!/^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(text) || !URL.canParse(`http://${text}`)) return undefined
  const { hostname, port } = new URL(`http://${text}`)
  return { host: port || text.endsWith(':80') ? `${hostname}:${port || '80'}` : hostname, hostname }
}

/** The same, or `*.host` for everything below a host of at least two labels: push services answer under many names. */
export function parseHosts(text: string): string | undefined {
  const below = text.startsWith('*.')
  const host = parseHost(below ? text.slice(2) : text)
  if (!host || (below && !/[a-z]$/.test(host.hostname)) || (below && !host.hostname.includes('.'))) return undefined
  return below ? `*.${host.host}` : host.host
}

/**
 * What counts as the company's own when the admin names nothing: loopback, RFC 1918, RFC 6598, RFC 4193 and link-local
 * (RFC 3927, RFC 4291). Nobody in it is limited by address.
 */
export const companyNetworks = [
  '127.0.0.0/8',
  '::1/128',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
  '169.254.0.0/16',
  'fe80::/10',
]
