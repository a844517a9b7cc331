import { splitFlags } from '#platform/config/flags.ts'

/** Port of the embedded directory: the one after the server's own, before it for the last there is. */
export const idpPort = (port: number): number => (port < 65_535 ? port + 1 : port - 1)

/** Client id under which the demo's server is known to the embedded directory. */
export const idpClientId = 'atrium-demo'

/**
 * What the demo is configured with unless a flag, a variable or a file says otherwise; shaped like atrium.toml. Looks for the port itself,
 * because the demo's address and its directory's follow from it.
 */
export function demoDefaults(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Record<string, unknown> {
  const wish = Number(splitFlags(argv).values.get('listen.port') ?? env['ATRIUM_LISTEN__PORT'] ?? 3000)
  // What is no port is told once, by who reads the configuration.
  const port = Number.isInteger(wish) && wish > 0 && wish < 65_536 ? wish : 3000
  const directory = `localhost:${idpPort(port)}`
  const provider = {
    id: 'company',
    name: 'Brunnhof',
    issuer: `http://${directory}`,
    client_id: idpClientId,
    admin_groups: ['atrium-admins'],
    moderator_groups: ['atrium-moderators'],
  }
  return {
    url: `http://localhost:${port}`,
    data: 'data/demo',
    listen: { host: '127.0.0.1', port },
    instance: { name: 'Brunnhof' },
    log: { level: 'error' },
    fetch: { loopback: [directory] },
    signin: { oidc: [provider] },
  }
}
