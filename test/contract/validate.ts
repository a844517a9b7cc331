import assert from 'node:assert/strict'
import { clientNeeds } from './client-needs.ts'
import { ownKeys } from './own-keys.ts'
import { compiled } from './schemas.ts'
import { unmet } from './shape.ts'
import { unlistedKeys } from './unlisted.ts'

const limit = 2 ** 31

/** Faults beyond the schemas that make some app drop the object. */
function* clientFaults(value: unknown, path: string): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* clientFaults(item, `${path}[]`)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  const object = value as Record<string, unknown>
  for (const [key, child] of Object.entries(object)) {
    if (typeof child === 'string' && key.endsWith('_at') && /T/.test(child) && !/\.\d{3}Z$/.test(child))
      yield `${path}.${key}: ${child} has no milliseconds`
    if (key === 'permissions' && !(Number(child) >= 0 && Number(child) < limit))
      yield `${path}.permissions: ${String(child)} is not below 2^31`
    yield* clientFaults(child, `${path}.${key}`)
  }
  if ('endpoint' in object && 'server_key' in object && !(typeof object['id'] === 'number' && object['id'] < limit))
    yield `${path}.id: a push id is a number below 2^31`
  if ('votes_count' in object && 'multiple' in object && !(Array.isArray(object['own_votes']) && Array.isArray(object['emojis'])))
    yield `${path}: a poll has own_votes and emojis`
}

/** The entity of an answer that may be one of several: the first that it fits, or the first of them to say why it fits none. */
function entityOf(returns: string, value: unknown): string {
  const names = returns.split('|')
  return names.find((name) => compiled(name)(value)) ?? names[0]!
}

/**
 * Asserts that an API answer is what Mastodon's clients accept. `returns` is an endpoint's: `Status`, `Status[]`, `Status|ScheduledStatus`, `none`.
 * A key that the schema does not list fails unless `own-keys.ts` names it.
 */
export function validate(returns: string, json: unknown) {
  if (returns === 'none') return
  const many = returns.endsWith('[]')
  if (many) assert.ok(Array.isArray(json), `${returns}: not a list`)
  for (const value of many ? (json as unknown[]) : [json]) {
    const entity = entityOf(many ? returns.slice(0, -2) : returns, value)
    const check = compiled(entity)
    const valid = check(value)
    assert.ok(valid, `${entity}: ${JSON.stringify(check.errors, null, 1)}\n${JSON.stringify(value, null, 1)}`)
    const unlisted = unlistedKeys(entity, value).filter((path) => !ownKeys.some((own) => own.test(path)))
    assert.deepEqual(unlisted, [], `${entity} has keys that the schema does not list`)
    assert.deepEqual([...clientFaults(value, entity), ...unmet(clientNeeds, entity, value)], [])
  }
}
