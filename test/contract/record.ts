import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'

const folder = process.env['ATRIUM_CONTRACT_RECORD']
const seen = new Set<string>()

/** Notes that a test got a valid answer from an endpoint. `key` is `GET /api/v1/accounts/:id`. */
export function recordPass(key: string) {
  if (!folder || seen.has(key)) return
  seen.add(key)
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/${process.pid}.json`, JSON.stringify([...seen]))
}

/** Everything noted by the runs that wrote into the folder. */
export const recorded = (from: string): Set<string> =>
  new Set(readdirSync(from).flatMap((name) => JSON.parse(readFileSync(`${from}/${name}`, 'utf8')) as string[]))
