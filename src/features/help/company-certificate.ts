import type { Config } from '#platform/config/config.ts'

const certificate = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g

/**
 * The certificates of the company's own authority, as PEM: what `ca_file` of an identity provider holds, each once and nothing else of such a
 * file. Undefined where no private authority is configured.
 */
export function companyCertificate({ signin }: Pick<Config, 'signin'>): string | undefined {
  const all = new Set(signin.oidc.flatMap(({ ca = '' }) => ca.match(certificate) ?? []))
  return all.size === 0 ? undefined : `${[...all].join('\n')}\n`
}
