import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'

const folder = process.env['ATRIUM_CONTRACT_RECORD']
const seen = new Set<string>()

/**
 * What a contract test can show of an endpoint: a token of exactly its scope got a valid answer, one without its scope was refused, a list
 * was followed to a further page by what its answer said.
 */
export type Proof = 'exact' | 'refused' | 'walked'

/** Notes that a test got a valid answer from an endpoint. `key` is `GET /api/v1/accounts/:id`. */
export function recordPass(key: string) {
  if (!folder || seen.has(key)) return
  seen.add(key)
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/${process.pid}.json`, JSON.stringify([...seen]))
}

/** Notes what more a test has shown of an endpoint. */
export const recordProof = (proof: Proof, key: string) => recordPass(proofKey(proof, key))

/** How a proof stands among what was noted. */
export const proofKey = (proof: Proof, key: string) => `${proof} ${key}`

/** Everything noted by the runs that wrote into the folder. */
export const recorded = (from: string): Set<string> =>
  new Set(readdirSync(from).flatMap((name) => JSON.parse(readFileSync(`${from}/${name}`, 'utf8')) as string[]))

const held = new Map<string, readonly string[]>()

/** Remembers what a test's token may do, so that its use can be judged. */
export const noteToken = (token: string, scopes: readonly string[]) => void held.set(token, scopes)

/** The scopes of a token that this process made; undefined for any other. */
export const scopesOfToken = (token: string): readonly string[] | undefined => held.get(token)
