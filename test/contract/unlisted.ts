import { resolved, type Schema, schemas } from './schemas.ts'

interface Place {
  schema: Schema
  file: string
}

/** A schema with everything that it is composed of, so that the keys of all its branches count as listed. */
function parts({ schema, file }: Place): Place[] {
  const here = resolved(schema, file)
  const branches = [...(here.schema.allOf ?? []), ...(here.schema.anyOf ?? []), ...(here.schema.oneOf ?? [])]
  return [here, ...branches.flatMap((branch) => parts({ schema: branch, file: here.file }))]
}

function walk(places: Place[], value: unknown, path: string, found: string[]) {
  const all = places.flatMap(parts)
  if (Array.isArray(value)) {
    const items = all.flatMap(({ schema, file }) => (schema.items ? [{ schema: schema.items, file }] : []))
    for (const item of value) walk(items, item, `${path}[]`, found)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const listing = all.filter(({ schema }) => schema.properties)
  if (
    !listing.length ||
    all.some(({ schema }) => schema.patternProperties || (schema.additionalProperties && schema.additionalProperties !== undefined))
  )
    return
  for (const [key, child] of Object.entries(value)) {
    const next = listing.flatMap(({ schema, file }) => (schema.properties![key] ? [{ schema: schema.properties![key]!, file }] : []))
    if (next.length) walk(next, child, `${path}.${key}`, found)
    else found.push(`${path}.${key}`)
  }
}

/** Paths of keys that the entity's schema does not list, such as `Status.atrium`. */
export function unlistedKeys(entity: string, value: unknown): string[] {
  const found: string[] = []
  walk([{ schema: schemas.get(`${entity}.json`)!, file: `${entity}.json` }], value, entity, found)
  return [...new Set(found)]
}
