import { type ErrorObject, Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { type ApiDocument, makeDocument } from '#features/apidoc/document.ts'
import { pathOf } from '#features/apidoc/operation.ts'
import { readPairs, type Tree } from '#http/input/brackets.ts'
import { areas } from '#processes/areas.ts'

/** A request as a test sent it, and the status that came back. */
export interface Exchanged {
  method: string
  /** The row's path, `/api/v1/statuses/:id`. */
  row: string
  query: string
  body?: unknown
  status: number
}

interface Operation {
  parameters?: { name: string; in: string; schema: object }[]
  requestBody?: { content: Record<string, { schema: { properties?: Record<string, unknown> } }> }
  responses: Record<string, unknown>
}

/** The document as the server gives it out. */
export const apiDocument: ApiDocument = makeDocument(
  areas.flatMap(({ name, endpoints }) => endpoints.map((row) => ({ area: name, ...row }))),
  { url: 'http://localhost:3000', version: '0' },
)

/** What apps send to rows that have no use for it, and tests with them; each name with its reason. */
const ignored: readonly [row: RegExp, names: readonly string[], why: string][] = [
  [
    /^POST \/oauth\/token$/,
    ['id', 'name', 'website', 'scopes', 'redirect_uris', 'vapid_key', 'client_secret_expires_at'],
    'Mastodon.py hands on the app as it got it',
  ],
  [/^(?:PUT|PATCH) \/api\/v1\/statuses\/:id$/, ['visibility'], 'an edit never changes the audience'],
  [/^POST \/api\/v1\/statuses$/, ['quote_approval_policy'], 'Phanpy says it always; there are no quotes'],
  [/^POST \/api\/v1\/statuses$/, ['media_attributes'], 'Tusky says it always; Mastodon, too, reads it in an edit only'],
  [/^GET \/api\/v1\/announcements$/, ['with_dismissed'], 'Tusky asks for what Mastodon has long given: all, with a mark'],
  [/^POST \/api\/v2\/filters$/, ['status_id', 'keyword', 'phrase'], 'one body for every row of filters'],
  [/^PATCH \/api\/v1\/accounts\/update_credentials$/, ['id', 'account_id'], 'nobody changes what is not theirs by naming it (SEC:A9)'],
  [/^POST \/api\/v1\/reports$/, ['forward'], 'there is nobody to hand it on to'],
]
const isIgnored = (row: string, name: string) => ignored.some(([pattern, names]) => pattern.test(row) && names.includes(name))

// As the server reads them: a form's "true" is a flag, and one value a list.
const ajv = new Ajv2020({ strict: false, coerceTypes: 'array', allErrors: true })
const compiled = new Map<object, ValidateFunction>()
const checkOf = (schema: object) => compiled.get(schema) ?? compiled.set(schema, ajv.compile(schema)).get(schema)!

/** What of a request or its answer the document does not know; nothing is asked of the words of a request that was refused. */
export function undescribed({ method, row, query, body, status }: Exchanged, document: ApiDocument = apiDocument): string[] {
  const operation = document.paths[pathOf(row)]?.[method.toLowerCase()] as unknown as Operation | undefined
  if (!operation) return [`${method} ${row} is not described`]
  const faults: string[] = []
  // A house that is down may say so at any door.
  if (status < 500 && !(status in operation.responses)) faults.push(`${method} ${row} answers ${status}, which is not described`)
  if (status >= 300 || isStandIn(method, row)) return faults
  const where = `${method} ${row}`
  const fields = operation.requestBody && Object.values(operation.requestBody.content)[0]!.schema
  const known = new Map((operation.parameters ?? []).filter((one) => one.in === 'query').map((one) => [bare(one.name), one.schema]))
  const sent = readPairs(query)
  for (const [name, value] of Object.entries(sent)) {
    const schema = known.get(name) ?? fields?.properties?.[name]
    if (schema) faults.push(...complaints({ type: 'object', properties: { [name]: schema } }, { [name]: value }, where))
    else if (!isIgnored(where, name)) faults.push(`${where} was sent ${name} in its query, which is not described`)
  }
  const said = bodyOf(body)
  if (fields && said) {
    for (const name of Object.keys(said))
      if (!fields.properties?.[name] && !isIgnored(where, name))
        faults.push(`${where} was sent ${name} in its body, which is not described`)
    faults.push(...complaints(fields, { ...sent, ...said }, where))
  }
  return faults
}

const standIns = new Set(
  areas.flatMap(({ endpoints }) => endpoints.flatMap(({ method, path, row }) => (row.done === false ? [`${method} ${path}`] : []))),
)
/** A row that only says that there is nothing reads nothing of what it is sent. */
const isStandIn = (method: string, row: string) => standIns.has(`${method} ${row}`)

const bare = (name: string) => name.replace(/\[.*$/, '')

function complaints(schema: object, value: object, where: string): string[] {
  const check = checkOf(schema)
  const read = listed(value) as object
  for (const { keyword, params, instancePath } of faultsOf(check, read))
    if (keyword === 'type') readAsRails(read, instancePath, [params['type']].flat())
  return faultsOf(check, read).map((one) => `${where}: ${one.instancePath} ${one.message}`)
}

const faultsOf = (check: ValidateFunction, value: object): ErrorObject[] =>
  check(JSON.parse(JSON.stringify(value))) ? [] : [...check.errors!]

/** Where a flag is wanted every text is one, and where a list is wanted the values of an object are one. */
function readAsRails(tree: object, path: string, types: readonly string[]) {
  const steps = path
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = steps.at(-1)!
  let at = tree as Record<string, unknown>
  for (const step of steps.slice(0, -1)) at = at[step] as Record<string, unknown>
  const value = at[last]
  if (types.includes('boolean') && typeof value === 'string') at[last] = true
  if (types.includes('array') && typeof value === 'object' && value !== null) at[last] = Object.values(value)
}

/** `fields[0]=a&fields[1]=b` is a list to Rails. */
function listed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(listed)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .filter(([, child]) => typeof child !== 'function')
    .map(([name, child]) => [name, listed(child)] as const)
  return entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name))
    ? entries.map(([, child]) => child)
    : Object.fromEntries(entries)
}

/** A body as a tree of names, whatever form it was sent in; a file is a text. */
function bodyOf(body: unknown): Tree | undefined {
  if (body === undefined || typeof body === 'string') return undefined
  if (body instanceof URLSearchParams) return readPairs(body.toString())
  if (!(body instanceof FormData)) return body as Tree
  const pairs = [...body].map(([name, value]) => [name, typeof value === 'string' ? value : 'a file'] as [string, string])
  return readPairs(new URLSearchParams(pairs).toString())
}
