import type { Config } from './configuration.ts'

const secret = /^(?:clientSecret|password)$/

/** A configuration that may be shown to anybody: secrets and passwords in addresses are masked (SEC:B15). */
export function maskConfig(config: Config): unknown {
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((entry) => walk(entry, key))
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, walk(v, k)]))
    if (secret.test(key)) return '(secret)'
    return typeof value === 'string' ? value.replace(/(:\/\/[^/:@\s]*):[^/\s]*@/, '$1:(secret)@') : value
  }
  return walk(config, '')
}
