import { accessSync, constants } from 'node:fs'
import { join, resolve } from 'node:path'
import { isLoopbackHost, parseHost, parseHosts } from './addresses.ts'
import type { Config } from './configuration.ts'
import { readMail } from './mail-config.ts'
import { readProviders } from './providers.ts'
import { modeFault, SecretFiles } from './secret-files.ts'
import type { ConfigFile } from './shape.ts'

export interface Completion {
  /** Where relative paths start. */
  base: string
  faults: string[]
  credentials: string | undefined
  /** The file's own table and path: what stands in it may be read by whoever can read the file. */
  file: Record<string, unknown>
  filePath: string | undefined
}

/** Puts together what the keys mean with one another, and adds every fault to `o.faults`. Undefined when `url` makes no sense. */
export function complete(file: ConfigFile, o: Completion): Config | undefined {
  const { faults } = o
  const at = (path: string) => resolve(o.base, path)
  const secrets = new SecretFiles(o.credentials, faults)
  const data = at(file.data)
  const url = readUrl(file, faults)
  if (!url) return undefined
  const loopback = isLoopbackHost(url.hostname)
  if (!file.limits.enabled && !loopback) faults.push('limits.enabled: may be false only while url is loopback')
  if (file.fetch.loopback.length && !loopback) faults.push('fetch.loopback: may name hosts only while url is loopback')
  for (const host of file.fetch.loopback)
    if (!isLoopbackHost(parseHost(host)!.hostname)) faults.push(`fetch.loopback: ${host} is not on this machine`)

  const masterKey = file.secrets.file === undefined ? secrets.credential('master.key') : undefined
  const oidc = readProviders(file, { at, secrets, faults })
  return {
    url: url.origin,
    origin: url.origin,
    host: url.host,
    https: url.protocol === 'https:',
    data,
    listen: readListen(file, at, faults),
    database: readDatabase(file, data, o, secrets),
    secrets: { file: masterKey ?? at(file.secrets.file ?? join(data, 'master.key')), make: masterKey === undefined },
    trustedProxies: file.trusted_proxies,
    networks: file.networks,
    limits: file.limits,
    instance: { name: file.instance.name, companyAccount: file.instance.company_account, softwareName: file.instance.software_name },
    signin: { oidc },
    fetch: {
      loopback: file.fetch.loopback.map((host) => parseHost(host)!.host),
      push: file.fetch.push.map((host) => parseHosts(host)!),
      oidc: [
        ...new Set([
          ...oidc.filter((p) => URL.canParse(p.issuer)).map((p) => new URL(p.issuer).host),
          ...file.signin.oidc.flatMap((p) => p.hosts.map((host) => parseHost(host)!.host)),
        ]),
      ],
    },
    mail: readMail(file.mail, { at, secrets, faults, data, host: url.hostname }),
    storage: { kind: file.storage.kind, path: at(file.storage.path ?? join(data, 'media')) },
    media: file.media.url === undefined ? {} : { url: readOrigin('media.url', file.media.url, faults)?.origin ?? '' },
    log: file.log,
  }
}

/** SEC:O1 one address, from which links, cookies and the issuer come: https, or loopback; nothing after the host. */
function readOrigin(key: string, text: string, faults: string[]): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return void faults.push(`${key}: ${text} is no web address`)
  if (url.username || url.password || url.pathname !== '/' || url.search || url.hash)
    faults.push(`${key}: ${url.host} is enough; no path, no user and nothing after it`)
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname))
    faults.push(`${key}: must begin with https:// (http is for this machine only)`)
  return url
}

function readUrl(file: ConfigFile, faults: string[]): URL | undefined {
  const scheme = file.listen.cert === undefined ? 'http' : 'https'
  return readOrigin('url', file.url ?? `${scheme}://localhost:${file.listen.port}`, faults)
}

function readListen(file: ConfigFile, at: (path: string) => string, faults: string[]): Config['listen'] {
  const { host, port, cert, key } = file.listen
  if ((cert === undefined) !== (key === undefined)) faults.push('listen: cert and key belong together')
  if (cert === undefined || key === undefined) return { host, port }
  for (const [name, path] of Object.entries({ cert: at(cert), key: at(key) })) {
    try {
      accessSync(path, constants.R_OK)
      const fault = name === 'key' ? modeFault(path) : undefined
      if (fault) faults.push(`listen.key: ${fault}`)
    } catch (e) {
      faults.push(`listen.${name}: ${(e as Error).message}`)
    }
  }
  return { host, port, cert: at(cert), key: at(key) }
}

function readDatabase(file: ConfigFile, data: string, o: Completion, secrets: SecretFiles): Config['database'] {
  const one = (key: 'url' | 'direct_url') => {
    const path = file.database[`${key}_file`]
    if (path !== undefined && file.database[key] !== undefined)
      o.faults.push(`database: ${key} and ${key}_file say the same thing; keep one`)
    return file.database[key] ?? secrets.read(`database.${key}`, path === undefined ? undefined : resolve(o.base, path))
  }
  const given = one('url') ?? `sqlite:${join(data, 'atrium.db')}`
  const direct = one('direct_url')
  const sqlite = /^sqlite:(?!\/\/)(.+)$/.exec(given)
  if (!sqlite && !isPostgres(given)) o.faults.push('database.url: must begin with sqlite: or postgres://')
  if (direct !== undefined && !isPostgres(direct)) o.faults.push('database.direct_url: must begin with postgres://')
  const written = (o.file['database'] ?? {}) as Record<string, unknown>
  for (const key of ['url', 'direct_url'] as const) {
    const text = written[key]
    if (typeof text !== 'string' || !isPostgres(text) || !new URL(text).password) continue
    if (o.filePath !== undefined && modeFault(o.filePath))
      o.faults.push(
        `database.${key}: others can read ${o.filePath}, and it holds a password; put the address into a file of mode 0600 and name that in ${key}_file`,
      )
  }
  return {
    url: sqlite ? `sqlite:${resolve(o.base, sqlite[1]!)}` : given,
    ...(direct === undefined ? {} : { directUrl: direct }),
    prepared: file.database.prepared,
  }
}

const isPostgres = (url: string) => /^postgres(?:ql)?:\/\//.test(url) && URL.canParse(url)
