import { knownScopes } from '#features/oauth/scopes.ts'
import { componentOf, readEntities } from './entities.ts'
import { type Described, operationOf, pathOf } from './operation.ts'

/** OpenAPI's own form; what is in it is checked by tests and not by types. */
export interface ApiDocument {
  openapi: string
  paths: Record<string, Record<string, Record<string, unknown>>>
  components: Record<string, Record<string, unknown>>
  [part: string]: unknown
}

const failed = (description: string, headers: object = {}) => ({
  description,
  headers,
  content: { 'application/json': { schema: { $ref: componentOf('Error') } } },
})

const text = (description: string) => ({ description, schema: { type: 'string' } })

/** The document of all endpoints: OpenAPI 3.1.1, for a server at `url` that calls itself `version`. */
export function makeDocument(endpoints: readonly Described[], { url, version }: { url: string; version: string }): ApiDocument {
  const paths: ApiDocument['paths'] = {}
  for (const endpoint of endpoints) {
    const methods = (paths[pathOf(endpoint.path)] ??= {})
    methods[endpoint.method.toLowerCase()] = operationOf(endpoint)
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Atrium',
      version,
      description:
        'The API of Mastodon 4.6 as this server offers it. A scope is also opened by its parent (`read` for `read:accounts`). Lists in a query or a form are written `name[]`. Fields of a body may also stand in the query.',
    },
    servers: [{ url }],
    tags: [...new Set(endpoints.map((one) => one.area))].map((name) => ({ name })),
    paths,
    components: {
      schemas: readEntities(),
      headers: {
        Link: text('Addresses of the neighbouring pages, `rel="next"` and `rel="prev"` (RFC 8288)'),
        RateLimitLimit: text('Calls that the window nearest to exhaustion holds'),
        RateLimitRemaining: text('Calls that are left of it'),
        RateLimitReset: text('When it begins anew, ISO 8601 with six fractional digits'),
      },
      responses: {
        Malformed: failed('The request cannot be read'),
        NoToken: failed('There is no token, or it is worth nothing', { 'WWW-Authenticate': text('RFC 6750, section 3') }),
        Forbidden: failed('The token has not the scope, or the person may not do this'),
        NotFound: failed('It is not there, or may not be seen'),
        TooLarge: failed('Too many bytes'),
        UnknownType: failed('Neither JSON nor a form'),
        Invalid: failed('A field is not valid, or an app asks where a person is needed'),
        TooMany: failed('Too many calls', { 'Retry-After': text('Seconds until the next one is taken') }),
      },
      securitySchemes: {
        oauth2: {
          type: 'oauth2',
          flows: {
            authorizationCode: {
              authorizationUrl: `${url}/oauth/authorize`,
              tokenUrl: `${url}/oauth/token`,
              scopes: Object.fromEntries(knownScopes.map((scope) => [scope, ''])),
            },
            clientCredentials: { tokenUrl: `${url}/oauth/token`, scopes: { read: '' } },
          },
        },
      },
    },
  }
}
