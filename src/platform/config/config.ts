/** One OpenID Connect provider that needs no console: `[[signin.oidc]]`. */
export interface OidcConfig {
  id: string
  name: string
  /** Exactly as the provider's discovery document says it. */
  issuer: string
  clientId: string
  /** Read from `client_secret_file` or a systemd credential; absent for a public client. */
  clientSecret?: string
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
  listen: { host: string; port: number; cert?: string; key?: string }
  /** `url` is `sqlite:/abs/path` or `postgres://`. `directUrl`: past PgBouncer, for LISTEN. */
  database: { url: string; directUrl?: string; prepared: boolean }
  /** CIDR blocks whose X-Forwarded-For is believed, counted from the right (SEC:L1). */
  trustedProxies: string[]
  networks: { company: string[] }
  limits: { enabled: boolean }
  instance: { name: string; companyAccount: string; softwareName: 'atrium' | 'mastodon' }
  signin: { oidc: OidcConfig[] }
  /** `host` or `host:port`. `loopback`: may be asked over plain http on this machine; `oidc` comes from the issuers. */
  fetch: { loopback: string[]; push: string[]; oidc: string[] }
  mail: MailConfig
  storage: { kind: 'folder'; path: string }
  media: { url?: string }
  log: { level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' }
}

/** Where a configuration comes from, strongest first: `argv`, `env`, `file`, `defaults` (shaped like the file). */
export interface ConfigSources {
  argv?: readonly string[]
  env?: Readonly<Record<string, string | undefined>>
  /** Path of an atrium.toml. */
  file?: string
  defaults?: Record<string, unknown>
}

/** Every fault of a configuration, one clear line each. */
export declare class ConfigFault extends Error {
  readonly faults: readonly string[]
}

/** Reads, checks and completes a configuration. Throws ConfigFault with every fault at once. */
export declare function readConfig(sources: ConfigSources): Config
