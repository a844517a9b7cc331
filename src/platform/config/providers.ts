import { readFileSync } from 'node:fs'
import { parseHost } from './addresses.ts'
import type { OidcConfig } from './configuration.ts'
import type { SecretFiles } from './secret-files.ts'
import type { ConfigFile, ProviderFile } from './shape.ts'

interface Means {
  at(path: string): string
  secrets: SecretFiles
  faults: string[]
}

/** The providers of `[[signin.oidc]]`, each with its secret read. Plain http only for hosts in `fetch.loopback`. */
export function readProviders(file: ConfigFile, means: Means): OidcConfig[] {
  const loopback = new Set(file.fetch.loopback.map((host) => parseHost(host)!.host))
  const ids = file.signin.oidc.map((provider) => provider.id)
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) means.faults.push(`signin.oidc: two providers are called ${id}`)
  return file.signin.oidc.map((provider) => readProvider(provider, loopback, means))
}

function readProvider(p: ProviderFile, loopback: ReadonlySet<string>, means: Means): OidcConfig {
  const key = `signin.oidc.${p.id}`
  const issuer = URL.canParse(p.issuer) ? new URL(p.issuer) : undefined
  if (!issuer || issuer.search || issuer.hash || issuer.username || !/^https?:$/.test(issuer.protocol))
    means.faults.push(`${key}.issuer: ${p.issuer} is no issuer's address`)
  else if (issuer.protocol === 'http:' && !loopback.has(issuer.host))
    means.faults.push(`${key}.issuer: must begin with https:// (http only for a host in fetch.loopback)`)
  const clientSecret = means.secrets.read(
    `${key}.client_secret`,
    p.client_secret_file === undefined ? undefined : means.at(p.client_secret_file),
  )
  const ca = p.ca_file === undefined ? undefined : readPem(`${key}.ca_file`, means.at(p.ca_file), means.faults)
  return {
    id: p.id,
    name: p.name,
    issuer: p.issuer,
    clientId: p.client_id,
    ...(clientSecret === undefined ? {} : { clientSecret }),
    ...(ca === undefined ? {} : { ca }),
    scopes: p.scopes,
    usernameClaim: p.username_claim,
    groupsClaim: p.groups_claim,
    adminGroups: p.admin_groups,
    moderatorGroups: p.moderator_groups,
    allowedGroups: p.allowed_groups,
  }
}

function readPem(key: string, path: string, faults: string[]): string | undefined {
  try {
    const text = readFileSync(path, 'utf8')
    if (!text.includes('-----BEGIN CERTIFICATE-----')) faults.push(`${key}: ${path} holds no certificate in PEM form`)
    return text
  } catch (e) {
    faults.push(`${key}: ${(e as Error).message}`)
    return undefined
  }
}
