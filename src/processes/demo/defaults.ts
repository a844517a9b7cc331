/** Port of the embedded directory: the one after the server's own. */
export const idpPort = (port: number): number => port + 1

/** Client id under which the demo's server is known to the embedded directory. */
export const idpClientId = 'atrium-demo'

/**
 * What the demo is configured with unless a flag, a variable or a file says otherwise; shaped like atrium.toml. `flags` are the values of
 * `--port`, `--url` and `--data`, because the addresses of the directory follow from the port.
 */
export function demoDefaults(flags: ReadonlyMap<string, string>): Record<string, unknown> {
  const port = Number(flags.get('listen.port') ?? 3000)
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
    log: { level: 'warn' },
    fetch: { loopback: [directory] },
    signin: { oidc: [provider] },
  }
}
