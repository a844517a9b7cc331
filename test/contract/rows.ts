import { readFileSync } from 'node:fs'
import { feeds } from '#features/streaming/channels.ts'
import { streamingSockets } from '#features/streaming/streaming.sockets.ts'
import { acceptedScopes } from '#http/guard.ts'
import { areas, pageAreas } from '#processes/areas.ts'
import { type Proof, proofKey } from './record.ts'

export interface ContractRow {
  method: string
  path: string
  auth: string
  scope: string
  returns: string
  /** `none`, `link-id` or `offset`. */
  paginated: string
}

/** Mastodon's endpoints, one by one. */
export function contractRows(): ContractRow[] {
  const [, ...lines] = readFileSync('test/contract/mastodon-api.tsv', 'utf8').trimEnd().split('\n')
  return lines.map((line) => {
    const [method, path, auth, scope, returns, paginated] = line.split('\t') as [string, string, string, string, string, string]
    return { method, path, auth, scope, returns, paginated }
  })
}

const ownPages = "only for the session of Mastodon's own web pages; ours are other ones; answers 404"

/** Rows that Atrium does not offer on purpose, and why. */
export const refused: ReadonlyMap<string, string> = new Map([
  ['POST /api/v1/accounts', 'registration is closed: people come from the directory; answers 403'],
  ['GET /oauth/token/info', "undocumented, unused by apps; a token is nobody else's business"],
  ['POST /oauth/introspect', 'undocumented, unused by apps'],
  ['GET /invite/:code', 'there are no invitations to register'],
  ['GET /api/oembed', 'nothing is shown to anybody who is not signed in, so nothing can be embedded elsewhere; answers 404'],
  ['POST /api/v1/accounts/:id/email_subscriptions', 'strangers are told nothing, by mail neither; answers 404'],
  ['GET /api/v1/statuses/:id/card', 'removed upstream in 3.0: the card stands in the status; answers 404'],
  ['GET /api/v1/timelines/direct', 'removed upstream in 3.0: conversations stand in for it; answers 404'],
  ['GET /api/proofs', 'removed upstream in 3.5; answers 404'],
  ['PUT /api/web/settings', ownPages],
  ['GET /api/web/embeds/:id', ownPages],
  ['POST /api/web/push_subscriptions', ownPages],
  ['PUT /api/web/push_subscriptions/:id', ownPages],
  ['DELETE /api/web/push_subscriptions/:id', ownPages],
])

/** `GET /api/v1/accounts/:id`: what an endpoint is called in the tables, parameters' names left out. A stream's colon is part of its name. */
export const rowKey = (method: string, path: string) =>
  `${method} ${method === 'STREAM' ? path : path.replace(/\/$/, '').replace(/:\w+/g, ':')}`

/** Every endpoint and page that exists, by its key; the value says whether its row claims to be done. */
export function ownRows(): Map<string, boolean> {
  // Answered before any table, since whoever asks knows no host.
  const rows = new Map<string, boolean>([['GET /health', true]])
  for (const { endpoints } of areas) for (const { method, path, row } of endpoints) rows.set(rowKey(method, path), row.done !== false)
  for (const { pages } of pageAreas) for (const { method, path } of pages) rows.set(rowKey(method, path), true)
  for (const { path } of streamingSockets) rows.set(rowKey('GET', path), true)
  for (const feed of feeds) rows.set(rowKey('STREAM', feed), true)
  return rows
}

/** Keys of the endpoints that ask for a scope. */
export const scopedRows = (): ReadonlySet<string> =>
  new Set(
    areas.flatMap(({ endpoints }) =>
      endpoints.filter(({ row }) => acceptedScopes(row.scope)).map(({ method, path }) => rowKey(method, path)),
    ),
  )

const wanted: Readonly<Record<Proof, string>> = {
  exact: 'no token of exactly its scope has been tried',
  refused: 'no token without its scope has been refused',
  walked: 'no further page has been read',
}

/** What of a row no test has shown, although it got a valid answer. `seen` holds keys and proofs without the names of parameters. */
export function lacking(row: { key: string; scoped: boolean; paginated: boolean }, seen: ReadonlySet<string>): string[] {
  const proofs: Proof[] = [...(row.scoped ? (['exact', 'refused'] as const) : []), ...(row.paginated ? (['walked'] as const) : [])]
  return proofs.filter((proof) => !seen.has(proofKey(proof, row.key))).map((proof) => wanted[proof])
}
