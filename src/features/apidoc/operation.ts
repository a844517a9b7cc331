import type { z } from 'zod'
import { componentOf } from './entities.ts'
import { fieldsOf, inputSchema, type JsonSchema, takesFiles } from './input-schema.ts'

/** An endpoint as its table describes it; what `http` runs, without the code behind it. */
export interface Described {
  area: string
  method: string
  path: string
  row: {
    scope: string | readonly string[]
    who?: 'person' | 'app' | 'anyone'
    params?: z.ZodType | undefined
    query?: z.ZodType | undefined
    body?: z.ZodType | undefined
    repeat?: string
    queryToken?: boolean
    returns: string
    done?: boolean
    answers?: Readonly<Record<number, string>>
    surface?: 'api' | 'oauth'
  }
}

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: JsonSchema
}

const jsonType = 'application/json'
const formType = 'application/x-www-form-urlencoded'

/** `/api/v1/statuses/{id}`: a path as OpenAPI writes it. */
export const pathOf = (path: string): string => path.replace(/[:*](\w+)/g, '{$1}')

/** The operation of one endpoint. */
export function operationOf({ area, method, path, row }: Described): Record<string, unknown> {
  const query = row.query && inputSchema(row.query)
  const body = row.body && inputSchema(row.body)
  const inQuery = query ?? (method === 'GET' || method === 'DELETE' ? body : undefined)
  const parameters = [
    ...pathParameters(path, row.params),
    ...(inQuery ? queryParameters(inQuery) : []),
    ...(row.repeat ? [{ name: row.repeat, in: 'header', schema: { type: 'string' } } satisfies Parameter] : []),
    ...(row.queryToken ? [{ name: 'access_token', in: 'query', schema: { type: 'string' } } satisfies Parameter] : []),
  ]
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[^A-Za-z0-9]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [area],
    ...(parameters.length ? { parameters } : {}),
    ...(body && method !== 'GET' ? { requestBody: requestBody(body, method) } : {}),
    security: securityOf(row),
    responses: responsesOf(path, row, query),
  }
}

/** An id that is none is answered as one that is not there, so a path takes any text. */
function pathParameters(path: string, params: z.ZodType | undefined): Parameter[] {
  const fields = params ? fieldsOf(inputSchema(params)) : []
  return [...path.matchAll(/[:*](\w+)/g)].map(([, name]) => ({
    name: name!,
    in: 'path',
    required: true,
    schema: fields.find((field) => field.name === name)?.schema ?? { type: 'string' },
  }))
}

/** A list is sent as Rails reads it: `id[]=1&id[]=2`. */
const queryParameters = (schema: JsonSchema): Parameter[] =>
  fieldsOf(schema).map(({ name, schema: field, required }) => ({
    name: takesMany(field) ? `${name}[]` : name,
    in: 'query',
    ...(required ? { required } : {}),
    schema: field,
  }))

const takesMany = (schema: JsonSchema): boolean => schema.type === 'array' || (schema.anyOf ?? []).some(takesMany)

function requestBody(schema: JsonSchema, method: string) {
  const required = method !== 'DELETE' && fieldsOf(schema).some((field) => field.required)
  const types = takesFiles(schema) ? ['multipart/form-data', jsonType, formType] : [jsonType, formType, 'multipart/form-data']
  return { required, content: Object.fromEntries(types.map((type) => [type, { schema }])) }
}

/** Any one of a row's scopes opens it, or its parent; where none is asked for, any live token or none at all. */
function securityOf({ scope, who, surface }: Described['row']): Record<string, string[]>[] {
  if (scope === 'public') return surface === 'oauth' ? [] : [{}, { oauth2: [] }]
  const scopes = scope === 'any' ? [] : [scope].flat()
  const tokens = scopes.length ? scopes.map((one) => ({ oauth2: [one] })) : [{ oauth2: [] }]
  return who === 'anyone' ? [{}, ...tokens] : tokens
}

const errors: Readonly<Record<number, string>> = {
  400: 'Malformed',
  401: 'NoToken',
  403: 'Forbidden',
  404: 'NotFound',
  413: 'TooLarge',
  415: 'UnknownType',
  422: 'Invalid',
  429: 'TooMany',
}

/** Further statuses are the row's own to tell. */
function responsesOf(path: string, row: Described['row'], query: JsonSchema | undefined): Record<string, unknown> {
  const codes = [401, 403, 429]
  if (query ?? row.body) codes.push(400, 422)
  // Whatever names a thing may name one that is not there; of what is not offered there is none.
  if (query ?? row.body ?? (/[:*]/.test(path) || row.done === false)) codes.push(404)
  if (row.body) codes.push(413, 415)
  // An app's own token where a person is needed.
  if (row.scope !== 'public' && (row.who ?? 'person') === 'person') codes.push(422)
  const isPaged = query !== undefined && 'max_id' in (query.properties ?? {})
  const special = Object.entries(row.answers ?? {}).map(([code, description]) => [code, { description }])
  return {
    200: {
      description: 'What was asked for',
      headers: { ...limitHeaders, ...(isPaged ? { Link: { $ref: '#/components/headers/Link' } } : {}) },
      ...(row.returns === 'none' ? {} : { content: { [jsonType]: { schema: answerSchema(row.returns) } } }),
    },
    ...Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/responses/${errors[code]!}` }])),
    ...Object.fromEntries(special),
  }
}

/** `Status[]` is a list of them, `Status|ScheduledStatus` one or the other. */
function answerSchema(returns: string): JsonSchema {
  const [one, ...others] = returns.split('|')
  if (others.length) return { anyOf: returns.split('|').map(answerSchema) }
  return one!.endsWith('[]') ? { type: 'array', items: { $ref: componentOf(one!.slice(0, -2)) } } : { $ref: componentOf(one!) }
}

const limitHeaders = Object.fromEntries(
  ['Limit', 'Remaining', 'Reset'].map((name) => [`X-RateLimit-${name}`, { $ref: `#/components/headers/RateLimit${name}` }]),
)
