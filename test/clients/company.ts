// A company with a real server: web and worker as processes of their own, TLS from a private authority, sign-in at a real provider.
import { setTimeout as sleep } from 'node:timers/promises'
import { employeeAccount, startIdp } from '#processes/demo/idp.ts'
import { employees } from '#processes/demo/story.ts'
import { type Api, apiAt } from '../api.ts'
import { startProcess } from '../kill/server.ts'
import { freePort } from '../postgres.ts'
import { testSite } from '../site.ts'
import { makeAuthority } from './authority.ts'
import { leadTo } from './way-there.ts'

/**
 * Three labels, as apps want a name with a dot. Names under `localhost` are loopback (RFC 6761, 6.3), and only while `url` is loopback may
 * a provider on this machine vouch for people.
 */
export const host = 'social.corp.localhost'

export interface Company {
  /** `https://social.corp.localhost`, on port 443 for every client in this process. */
  url: string
  /** Where port 443 really is. */
  port: number
  /** PEM file of the authority, for clients in processes of their own. */
  ca: string
  api(token?: string): Api
  close(): Promise<void>
}

/** Opens the company on an empty database; `config` is laid over the server's own, by variable name. */
export async function openCompany(config: Record<string, string> = {}): Promise<Company> {
  const url = `https://${host}`
  const port = await freePort()
  const idp = await startIdp({
    port: 0,
    clients: [
      { clientId: 'atrium', redirectUris: [`${url}/auth/oidc/company/callback`], postLogoutRedirectUris: [`${url}/auth/signed-out`] },
    ],
    accounts: employees.map(employeeAccount),
  })
  const own = await testSite({ config: { url }, at: Date.now() })
  const { ca, cert, key } = makeAuthority(own.data, host)
  const env = {
    ATRIUM_URL: url,
    ATRIUM_DATA: own.data,
    ATRIUM_LISTEN__HOST: '127.0.0.1',
    ATRIUM_LISTEN__PORT: String(port),
    ATRIUM_LISTEN__CERT: cert,
    ATRIUM_LISTEN__KEY: key,
    ATRIUM_LOG__LEVEL: 'warn',
    ATRIUM_FETCH__LOOPBACK: new URL(idp.issuer).host,
    ATRIUM_SIGNIN__OIDC: JSON.stringify([
      { id: 'company', name: 'Brunnhof', issuer: idp.issuer, client_id: 'atrium', admin_groups: ['atrium-admins'] },
    ]),
    DATABASE_URL: own.databaseUrl,
    ...config,
  }
  const processes = [startProcess('web', env), startProcess('worker', env)]
  const close = async () => {
    await Promise.all(processes.map((one) => one.kill()))
    await own.close()
    await idp.close()
  }
  leadTo(host, port, ca)
  try {
    await answers(url, processes[0]!)
  } catch (error) {
    await close()
    throw error
  }
  return { url, port, ca, api: (token) => apiAt(url, token), close }
}

async function answers(url: string, web: ReturnType<typeof startProcess>): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 20) {
    const answer = await fetch(`${url}/health`).catch(() => undefined)
    if (answer?.ok) return
    if (web.child.exitCode !== null) break
    await sleep(20)
  }
  throw new Error(`the server does not answer:\n${web.said()}`)
}
