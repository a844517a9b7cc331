import { Upload } from '#base/upload.ts'
import { z } from 'zod'

/** A JSON Schema of draft 2020-12, which is that of OpenAPI 3.1. */
export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  [keyword: string]: unknown
}

interface Def {
  type: string
  in?: z.ZodType
  out?: z.ZodType
}

/** What may be sent where this schema reads; what only code can say (a check, a transformation) is left out. */
export function inputSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const def = zodSchema._zod.def as unknown as Def
      // `preprocess` takes everything and hands on what fits the schema behind it.
      if (def.type === 'pipe' && def.in?._zod.def.type === 'transform') Object.assign(jsonSchema, inputSchema(def.out!))
      if (def.type === 'custom' && (zodSchema as unknown as z.ZodType).safeParse(probe).success)
        Object.assign(jsonSchema, { type: 'string', contentMediaType: 'application/octet-stream' })
    },
  }) as JsonSchema
  return made
}

/** Whatever takes this takes files. */
const probe = new Upload('', '', 0, '')

/** Whether a file can be sent in it. */
export const takesFiles = (schema: JsonSchema): boolean => JSON.stringify(schema).includes('"contentMediaType"')

/** The fields of an object, those of all its alternatives together. */
export function fieldsOf(schema: JsonSchema): { name: string; schema: JsonSchema; required: boolean }[] {
  const own = Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    schema: field,
    required: schema.required?.includes(name) ?? false,
  }))
  const branches = [...(schema.anyOf ?? []), ...((schema['allOf'] as JsonSchema[] | undefined) ?? [])]
  return [...own, ...branches.flatMap(fieldsOf)]
}
