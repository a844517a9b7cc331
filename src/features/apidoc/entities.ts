import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { JsonSchema } from './input-schema.ts'

/** Where the entities' schemas lie, one file for each: `Status.json`. */
export const entitiesFolder: string = join(import.meta.dirname, 'entities')

/** What Atrium says of a post beyond Mastodon's entity. */
const own: Record<string, JsonSchema> = {
  local_only: { type: 'boolean', description: 'Never leaves this server' },
  atrium: {
    type: 'object',
    properties: {
      audience: { enum: ['everyone', 'followers', 'named', 'group'] },
      group_id: { type: ['string', 'null'] },
      label: { type: ['object', 'null'], properties: { id: { type: 'string' }, name: { type: 'string' } } },
    },
  },
}

/** Reads the entities' schemas as components of a document: by name, with references that lead within it. */
export function readEntities(): Record<string, JsonSchema> {
  const files = readdirSync(entitiesFolder).filter((file) => file.endsWith('.json'))
  return Object.fromEntries(
    files.toSorted().map((file) => {
      const name = basename(file, '.json')
      const { $id: _, $schema: __, ...schema } = JSON.parse(readFileSync(join(entitiesFolder, file), 'utf8')) as JsonSchema
      const component = referred(schema, name) as JsonSchema
      return [name, name === 'Status' ? { ...component, properties: { ...component.properties, ...own } } : component]
    }),
  )
}

/** `Account.json` and `#/$defs/x` as the document calls them. */
function referred(value: unknown, within: string): unknown {
  if (Array.isArray(value)) return value.map((one) => referred(one, within))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      if (key !== '$ref' || typeof child !== 'string') return [key, referred(child, within)]
      const [file = '', pointer = ''] = child.split('#')
      return [key, componentOf(file === '' ? within : basename(file, '.json')) + pointer]
    }),
  )
}

/** The address of an entity within the document. */
export const componentOf = (name: string): string => `#/components/schemas/${name}`
