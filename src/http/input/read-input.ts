import type { z } from 'zod'
import { badRequest, type FieldFault, notFound, Refusal } from '#base/errors.ts'
import { tree, type Tree } from './brackets.ts'
import { fitFor } from './fit.ts'

/** Which part of a request: a fault in the path is a thing that does not exist, one in a cursor is a malformed request. */
export type Part = 'params' | 'query' | 'body'

/** Reads one part of a request; throws a Refusal with every fault at once. */
export type Reader = (raw: Tree) => unknown

type Issue = z.core.$ZodIssue

const cursors = new Set(['limit', 'max_id', 'since_id', 'min_id', 'offset', 'page'])

/** Makes the reader of one part. Without a schema everything is dropped. */
export function readerFor(schema: z.ZodType | undefined, part: Part): Reader {
  if (!schema) return () => ({})
  const fit = fitFor(schema)
  return (raw) => {
    const fitted = fit(raw)
    const read = schema.safeParse(fitted)
    if (read.success) return read.data
    throw refusal(part, read.error.issues, fitted)
  }
}

function refusal(part: Part, issues: readonly Issue[], given: unknown): Refusal {
  if (part === 'params') return notFound('path')
  const odd = part === 'query' ? issues.find((issue) => cursors.has(String(issue.path[0]))) : undefined
  if (odd) return badRequest('bad_cursor', `The value of ${String(odd.path[0])} is not valid`, { params: { name: String(odd.path[0]) } })
  const fields: Record<string, FieldFault[]> = tree() as Record<string, FieldFault[]>
  for (const issue of issues) {
    const name = String(issue.path[0] ?? 'base')
    const faults = (fields[name] ??= [])
    const fault = faultOf(issue, given)
    if (!faults.some((one) => one.description === fault.description)) faults.push(fault)
  }
  const faults = Object.entries(fields).flatMap(([name, list]) =>
    list.map(({ error, description }) => (error === 'ERR_REFUSED' ? description : `${human(name)} ${description}`)),
  )
  const message = `Validation failed: ${faults.join(', ')}`
  return new Refusal('invalid', 422, message, { fields, params: { faults: faults.join(', ') } })
}

/** `in_reply_to_id` is "In reply to", as Rails names a field in a sentence. */
const human = (name: string) => {
  const words = name.replace(/_id$/, '').replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A fault in the words of Rails' validations, which apps show as they are. */
function faultOf(issue: Issue, given: unknown): FieldFault {
  let value = given
  for (const step of issue.path) value = (value as Record<PropertyKey, unknown> | undefined)?.[step]
  const unit = 'origin' in issue && issue.origin === 'array' ? 'entries' : 'characters'
  // A schema's own sentence stands as it is; zod's are for programmers.
  if (!/^(?:Invalid|Too (?:big|small)|Unrecognized)/.test(issue.message)) return { error: 'ERR_REFUSED', description: issue.message }
  if (value === undefined || value === '' || value === null) return { error: 'ERR_BLANK', description: "can't be blank" }
  if (issue.code === 'too_big' && (issue.origin === 'string' || issue.origin === 'array')) {
    return { error: 'ERR_TOO_LONG', description: `is too long (maximum is ${Number(issue.maximum)} ${unit})` }
  }
  if (issue.code === 'too_small' && (issue.origin === 'string' || issue.origin === 'array')) {
    return { error: 'ERR_TOO_SHORT', description: `is too short (minimum is ${Number(issue.minimum)} ${unit})` }
  }
  if (issue.code === 'invalid_value') return { error: 'ERR_INCLUSION', description: 'is not included in the list' }
  return { error: 'ERR_INVALID', description: 'is invalid' }
}
