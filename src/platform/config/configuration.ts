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
  /** `host` or `host:port`. `loopback`: may be asked over plain http on this machine; `oidc` comes from the providers' issuers and `hosts`; `push` may also say `*.host`. */
  fetch: { loopback: string[]; push: string[]; oidc: string[] }
  mail: MailConfig
  storage: { kind: 'folder'; path: string }
  media: { url?: string }
  log: { level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' }
}
