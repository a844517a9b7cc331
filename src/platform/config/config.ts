import { dirname } from 'node:path'
import { complete } from './complete.ts'
import { ConfigFault } from './fault.ts'
import { configFlags, splitFlags } from './flags.ts'
import { layOver, readToml, readVariables, treeOf } from './layers.ts'
import { shapeFaults, withoutFaults } from './shape-faults.ts'
import { configShape } from './shape.ts'

/** One OpenID Connect provider that needs no console: `[[signin.oidc]]`. */
export interface OidcConfig {
  id: string
  name: string
  /** Exactly as the provider's discovery document says it. */
  issuer: string
  clientId: string
  /** From `client_secret_file` or the credential `signin.oidc.<id>.client_secret`; absent for a public client. */
  clientSecret?: string
  /** PEM text of `ca_file`. */
  ca?: string
  /** Beyond `openid profile email`. */
  scopes: string[]
  usernameClaim: string
  groupsClaim: string
  adminGroups: string[]
  moderatorGroups: string[]
  /** Empty: everybody at that provider. */
  allowedGroups: string[]
}

export type MailConfig =
  | { kind: 'off' }
  | { kind: 'file'; folder: string; from: string }
  | { kind: 'smtp'; host: string; port: number; security: 'tls' | 'starttls' | 'none'; user?: string; password?: string; from: string }

/** What a start needs: `atrium.toml`, camelCase. The console's settings are rows and not here. */
export interface Config {
  /** Origin of every address that we give out: https, or loopback; no path, no slash at the end. */
  url: string
  /** The same as `url`, as browsers spell an Origin header. */
  origin: string
  /** Host with port as it stands in `url`. */
  host: string
  https: boolean
  /** Absolute folder of everything that is written. */
  data: string
  /** `cert` and `key` are paths of PEM files. */
  listen: { host: string; port: number; cert?: string; key?: string }
  /** `url` is `sqlite:/abs/path` or `postgres://`. `directUrl`: past PgBouncer, for LISTEN. */
  database: { url: string; directUrl?: string; prepared: boolean }
  /** Where the master key lies; `make`: it may be made there when it is absent. */
  secrets: { file: string; make: boolean }
  /** CIDR blocks whose X-Forwarded-For is believed, counted from the right (SEC:L1). */
  trustedProxies: string[]
  networks: { company: string[] }
  limits: { enabled: boolean }
  instance: { name: string; companyAccount: string; softwareName: 'atrium' | 'mastodon' }
  signin: { oidc: OidcConfig[] }
  /** `host` or `host:port`. `loopback`: may be asked over plain http on this machine; `oidc` comes from the providers' issuers and `hosts`. */
  fetch: { loopback: string[]; push: string[]; oidc: string[] }
  mail: MailConfig
  storage: { kind: 'folder'; path: string }
  media: { url?: string }
  log: { level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' }
}

/** Where a configuration comes from, strongest first. */
export interface ConfigSources {
  /** Flags of the configuration; anything else in it is a fault. */
  argv?: readonly string[]
  env?: Readonly<Record<string, string | undefined>>
  /** Path of an atrium.toml. */
  file?: string
  /** Shaped like the file: what a process says in place of the built-in defaults. */
  defaults?: Record<string, unknown>
}

/**
 * Reads, checks and completes a configuration: flags before variables before the file before defaults. Relative paths start at the
 * file's folder, without a file at the working directory. Throws ConfigFault with every fault at once.
 */
export function readConfig(sources: ConfigSources): Config {
  const env = sources.env ?? {}
  const faults: string[] = []
  const flags = splitFlags(sources.argv ?? [])
  faults.push(...flags.faults, ...flags.rest.map((word) => `${word}: unknown flag`))
  const variables = readVariables(env, faults)
  const file = sources.file === undefined ? {} : readToml(sources.file, faults)
  const tree = [file, treeOf(variables.values), treeOf(flags.values)].reduce(layOver, sources.defaults ?? {})

  // SEC:S5 one variable would switch off certificate checks for the whole process
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] !== undefined)
    faults.push(
      'NODE_TLS_REJECT_UNAUTHORIZED is set: it would turn off certificate checks everywhere. Unset it and name a certificate in ca_file.',
    )
  const shaped = configShape.safeParse(tree)
  if (!shaped.success) {
    const spelled = new Map([...variables.names, ...[...flags.values.keys()].map((key) => [key, flagOf(key)] as const)])
    faults.push(...shapeFaults(shaped.error, spelled))
  }
  const sound = shaped.success ? shaped : configShape.safeParse(withoutFaults(tree, shaped.error))
  const base = sources.file === undefined ? process.cwd() : dirname(sources.file)
  const config =
    sound.data && complete(sound.data, { base, faults, credentials: env['CREDENTIALS_DIRECTORY'], file, filePath: sources.file })
  if (faults.length || !config) throw new ConfigFault(faults)
  return config
}

const flagOf = (key: string) => Object.keys(configFlags).find((flag) => configFlags[flag] === key)!
