import { readFileSync } from 'node:fs'
import { areas, pageAreas } from '#processes/areas.ts'

export interface ContractRow {
  method: string
  path: string
  auth: string
  scope: string
  returns: string
}

/** Mastodon's endpoints, one by one. */
export function contractRows(): ContractRow[] {
  const [, ...lines] = readFileSync('test/contract/mastodon-api.tsv', 'utf8').trimEnd().split('\n')
  return lines.map((line) => {
    const [method, path, auth, scope, returns] = line.split('\t') as [string, string, string, string, string]
    return { method, path, auth, scope, returns }
  })
}

/** Rows that Atrium does not offer on purpose, and why. */
export const refused: ReadonlyMap<string, string> = new Map([
  ['POST /api/v1/accounts', 'registration is closed: people come from the directory; answers 403'],
  ['GET /oauth/token/info', "undocumented, unused by apps; a token is nobody else's business"],
  ['POST /oauth/introspect', 'undocumented, unused by apps'],
  ['GET /invite/:code', 'there are no invitations to register'],
  ['GET /api/v1/accounts/:id/identity_proofs', 'removed upstream'],
])

/** `GET /api/v1/accounts/:id`: what an endpoint is called in the tables, parameters' names left out. */
export const rowKey = (method: string, path: string) => `${method} ${path.replace(/\/$/, '').replace(/:\w+/g, ':')}`

/** Every endpoint and page that exists, by its key; the value says whether its row claims to be done. */
export function ownRows(): Map<string, boolean> {
  const rows = new Map<string, boolean>()
  for (const { endpoints } of areas) for (const { method, path, row } of endpoints) rows.set(rowKey(method, path), row.done !== false)
  for (const { pages } of pageAreas) for (const { method, path } of pages) rows.set(rowKey(method, path), true)
  return rows
}
