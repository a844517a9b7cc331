import ip from 'ipaddr.js'
import { tooMany } from '#base/errors.ts'
import type { Site } from '#platform/site.ts'

/** Upstream's limit. */
const most = 5
const windowMs = 600_000

/**
 * Counts a new registration against its address, and throws 429 above the limit. A company sits behind one address, so nothing from its own
 * networks is counted (SEC:L8); IPv6 counts by /64.
 */
export function limitNewApps(site: Site, address: string): void {
  if (!site.config.limits.enabled || !ip.isValid(address)) return
  const parsed = ip.process(address)
  if (site.config.networks.company.some((network) => contains(network, parsed))) return
  const key = parsed instanceof ip.IPv6 ? parsed.parts.slice(0, 4).join(':') : parsed.toString()
  const now = site.clock.now()
  const window = site.windows.hit(`new-app:${key}`, most, windowMs, now)
  if (window.count > most) throw tooMany(Math.ceil((window.resetAt - now) / 1000))
}

function contains(network: string, address: ip.IPv4 | ip.IPv6): boolean {
  const [base, bits] = ip.isValidCIDR(network) ? ip.parseCIDR(network) : [ip.parse(network), undefined]
  if (base.kind() !== address.kind()) return false
  return address.match(base, bits ?? (base.kind() === 'ipv4' ? 32 : 128))
}
