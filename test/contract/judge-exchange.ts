import type { Endpoint } from '#http/area.ts'
import { acceptedScopes } from '#http/guard.ts'
import { type Proof, scopesOfToken } from './record.ts'

/** Addresses that Link headers have named as further pages, by row. */
const named = new Map<string, Set<string>>()

/** One request of a test and what came back. */
export interface Answered {
  token: string | undefined
  /** With its query. */
  path: string
  ok: boolean
  status: number
  text: string
  link: string | null
}

/** What a request has shown of the row that answered it. */
export function proofsOf({ method, path: row, row: { scope } }: Pick<Endpoint, 'method' | 'path' | 'row'>, a: Answered): Proof[] {
  const key = `${method} ${row}`
  const proofs: Proof[] = []
  const scopes = a.token === undefined ? undefined : scopesOfToken(a.token)
  const accepted = acceptedScopes(scope)
  if (accepted && scopes) {
    if (a.ok && scopes.length === 1 && [scope].flat().includes(scopes[0]!)) proofs.push('exact')
    const outside = !scopes.some((one) => accepted.has(one))
    if (a.status === 403 && outside && a.text.includes('outside the authorized scopes')) proofs.push('refused')
  }
  if (a.ok && (named.get(key)?.has(a.path) || /[?&]offset=[1-9]/.test(a.path))) proofs.push('walked')
  const next = /<([^>]+)>; rel="next"/.exec(a.link ?? '')?.[1]
  if (next !== undefined) {
    const { pathname, search } = new URL(next)
    named.set(key, (named.get(key) ?? new Set()).add(pathname + search))
  }
  return proofs
}
