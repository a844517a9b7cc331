import { z } from 'zod'
import { companyNetworks, isNetwork, parseHost, parseHosts } from './addresses.ts'

const yes = new Set(['true', 'on', 'yes', '1'])
const no = new Set(['false', 'off', 'no', '0'])

// Variables and flags are text; the file has types. One shape reads both.
const flag = () =>
  z.preprocess(
    (v) => (typeof v !== 'string' ? v : yes.has(v.toLowerCase()) ? true : no.has(v.toLowerCase()) ? false : v),
    z.boolean('must be true or false'),
  )
const whole = (from: number, to: number) =>
  z.preprocess(
    (v) => (typeof v === 'string' && /^\d+$/.test(v) ? Number(v) : v),
    z.int(`must be a whole number from ${from} to ${to}`).min(from, `must be at least ${from}`).max(to, `must be at most ${to}`),
  )
const line = () => z.string('must be text').regex(/^[^\p{Cc}]+$/u, 'must be one line of text, not empty')
const list = (entry: z.ZodType<string>) =>
  z.preprocess(
    (v) =>
      typeof v === 'string'
        ? v
            .split(',')
            .map((x) => x.trim())
            .filter(Boolean)
        : v,
    z.array(entry, 'must be a list of texts'),
  )
const network = line().refine(isNetwork, 'is no address and no network such as 10.0.0.0/8')
const host = line().refine((v) => parseHost(v) !== undefined, 'is no host name, with or without a port')
const hosts = line().refine((v) => parseHosts(v) !== undefined, 'is no host name, with or without a port, and no *.domain.example')
const oneOf = <const V extends readonly [string, ...string[]]>(...values: V) => z.enum(values, `must be one of ${values.join(', ')}`)

const provider = z.strictObject({
  id: line().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be 1 to 32 of a-z, 0-9 and -'),
  name: line(),
  issuer: line(),
  client_id: line(),
  client_secret_file: line().exactOptional(),
  ca_file: line().exactOptional(),
  /** Further hosts that its discovery document may name, such as the one of its token endpoint. */
  hosts: list(host).default([]),
  scopes: list(line()).default([]),
  username_claim: line().default('preferred_username'),
  groups_claim: line().default('groups'),
  admin_groups: list(line()).default([]),
  moderator_groups: list(line()).default([]),
  allowed_groups: list(line()).default([]),
})

/** The shape of atrium.toml. Unknown keys are faults (SEC:B1, SEC:B15). */
export const configShape = z.strictObject({
  url: line().exactOptional(),
  data: line().default('data'),
  trusted_proxies: list(network).default([]),
  listen: z
    .strictObject({
      host: line().default('127.0.0.1'),
      port: whole(0, 65_535).default(3000),
      cert: line().exactOptional(),
      key: line().exactOptional(),
    })
    .prefault({}),
  database: z
    .strictObject({
      url: line().exactOptional(),
      url_file: line().exactOptional(),
      direct_url: line().exactOptional(),
      direct_url_file: line().exactOptional(),
      prepared: flag().default(true),
    })
    .prefault({}),
  secrets: z.strictObject({ file: line().exactOptional() }).prefault({}),
  networks: z.strictObject({ company: list(network).default(companyNetworks) }).prefault({}),
  limits: z.strictObject({ enabled: flag().default(true) }).prefault({}),
  instance: z
    .strictObject({
      name: line().default('Atrium'),
      company_account: line()
        .regex(/^[a-z0-9_]{1,30}$/, 'must be 1 to 30 of a-z, 0-9 and _')
        .default('company'),
      software_name: oneOf('atrium', 'mastodon').default('atrium'),
    })
    .prefault({}),
  signin: z
    .strictObject({
      oidc: z.preprocess(parseJson, z.array(provider, 'must be a list of providers')).default([]),
    })
    .prefault({}),
  fetch: z.strictObject({ loopback: list(host).default([]), push: list(hosts).default([]) }).prefault({}),
  mail: z
    .strictObject({
      kind: oneOf('off', 'file', 'smtp').default('off'),
      from: line().exactOptional(),
      folder: line().exactOptional(),
      host: line().exactOptional(),
      port: whole(1, 65_535).exactOptional(),
      security: oneOf('tls', 'starttls', 'none').default('starttls'),
      user: line().exactOptional(),
      password_file: line().exactOptional(),
    })
    .prefault({}),
  storage: z.strictObject({ kind: oneOf('folder').default('folder'), path: line().exactOptional() }).prefault({}),
  media: z.strictObject({ url: line().exactOptional() }).prefault({}),
  log: z.strictObject({ level: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace').default('info') }).prefault({}),
})

export type ConfigFile = z.output<typeof configShape>
export type ProviderFile = z.output<typeof provider>
export type MailFile = ConfigFile['mail']

/** A list of tables in a variable is written as JSON. */
function parseJson(value: unknown) {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}
