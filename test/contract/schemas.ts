import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { entitiesFolder } from '#features/apidoc/entities.ts'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

export interface Schema {
  $id?: string
  $ref?: string
  $defs?: Record<string, Schema>
  type?: string | string[]
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  patternProperties?: Record<string, Schema>
  items?: Schema
  allOf?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
}

/** Every entity schema by its file name, `Status.json`. */
export const schemas: ReadonlyMap<string, Schema> = new Map(
  globSync(`${entitiesFolder}/*.json`).map((path) => [basename(path), JSON.parse(readFileSync(path, 'utf8')) as Schema]),
)

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true })
for (const schema of schemas.values()) ajv.addSchema(schema)

/** The compiled schema of an entity. Throws for a name without a file. */
export function compiled(entity: string): ValidateFunction {
  const found = ajv.getSchema(`${entity}.json`)
  if (!found) throw new Error(`no schema src/features/apidoc/entities/${entity}.json`)
  return found
}

/** Follows `$ref`, within a file and across. */
export function resolved(schema: Schema, file: string): { schema: Schema; file: string } {
  if (!schema.$ref) return { schema, file }
  const [name, pointer] = schema.$ref.split('#')
  const inside = name || file
  let target: unknown = schemas.get(inside)
  for (const part of (pointer ?? '').split('/').filter(Boolean)) target = (target as Record<string, unknown>)[part]
  if (!target) throw new Error(`${schema.$ref} in ${file} leads nowhere`)
  return resolved(target as Schema, inside)
}
