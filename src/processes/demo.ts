import { join } from 'node:path'
import { ConfigFault } from '#platform/config/fault.ts'
import type { Site } from '#platform/site.ts'
import { idpClientId, idpPort } from './demo/defaults.ts'
import { employeeAccount, startIdp } from './demo/idp.ts'
import { employees } from './demo/story.ts'
import { startWeb } from './web.ts'
import { startWorker } from './worker.ts'

/**
 * The whole product in one process: the company's directory (an OpenID provider of our own on the next port), web and worker, on the
 * world that `prepareWorld` has made. Prints where it is and who may sign in. Throws one clear line when a port is taken.
 */
export async function startDemo(site: Site): Promise<{ close(): Promise<void> }> {
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    for (const step of closers.splice(0).toReversed()) await step()
  }
  try {
    const idp = await startDirectory(site)
    closers.push(() => idp.close())
    const web = await startWeb(site)
    closers.push(() => web.close())
    const worker = await startWorker(site)
    closers.push(() => worker.close())
    console.log(greeting(site.config.url))
    return { close }
  } catch (e) {
    await close()
    throw e
  }
}

async function startDirectory(site: Site) {
  const { url, data, listen } = site.config
  const client = {
    clientId: idpClientId,
    redirectUris: [`${url}/auth/oidc/company/callback`],
    postLogoutRedirectUris: [`${url}/auth/signed-out`],
  }
  const port = idpPort(listen.port)
  return await startIdp({
    port,
    clients: [client],
    accounts: employees.map(employeeAccount),
    keyFile: join(data, 'directory-key.json'),
  }).catch((e: NodeJS.ErrnoException) => {
    throw e.code === 'EADDRINUSE'
      ? new ConfigFault([`port ${port} is taken; the demo's directory needs it (choose another with --port)`])
      : e
  })
}

const greeting = (url: string) => {
  const width = Math.max(...employees.map((employee) => employee.username.length))
  const who = employees.map(({ username, name, title, site, groups }) => {
    const role = groups.includes('atrium-admins') ? ', admin' : ''
    return `  ${username.padEnd(width)}  ${name}, ${title}, ${site}${role}`
  })
  return `\nAtrium is at ${url}\n\nSign in as any of these; the demo directory asks for no password:\n${who.join('\n')}\n\nCtrl-C stops everything.`
}
