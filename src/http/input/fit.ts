import type { z } from 'zod'
import { isTree, tree, type Tree } from './brackets.ts'

/** Turns a value as it came over the wire into what a schema expects, or leaves it for the schema to refuse. */
export type Fit = (value: unknown) => unknown

interface Def {
  type: string
  innerType?: z.ZodType
  in?: z.ZodType
  element?: z.ZodType
  shape?: Record<string, z.ZodType>
  valueType?: z.ZodType
}

const asIs: Fit = (value) => value
const off = new Set(['false', 'FALSE', '0', 'f', 'F', 'off', 'OFF'])

/** As Rails reads them: `false FALSE 0 f F off OFF` are false, empty is unset, everything else is true. */
const boolean: Fit = (value) => {
  if (value === '') return undefined
  if (typeof value === 'string') return !off.has(value)
  return value === 0 ? false : value === 1 ? true : value
}
const number: Fit = (value) => {
  if (value === '') return undefined
  return typeof value === 'string' && /^-?\d{1,16}(?:\.\d+)?$/.test(value) ? Number(value) : value
}
/** Ids come as JSON numbers from some apps. */
const string: Fit = (value) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value)

const list =
  (element: Fit): Fit =>
  (value) => {
    if (value === undefined || value === null) return value
    if (Array.isArray(value)) return value.map(element)
    // `choices[0]=a&choices[1]=b` is a list to Rails.
    if (isTree(value) && Object.keys(value).every((name) => /^\d+$/.test(name))) return Object.values(value).map(element)
    return value === '' ? [] : [element(value)]
  }

interface Field {
  name: string
  fit: Fit
  /** Whether the schema takes null; if not, a null counts as absent, as apps mean it. */
  nullable: boolean
}

const object =
  (fields: readonly Field[]): Fit =>
  (value) => {
    if (!isTree(value)) return value
    const fitted: Tree = tree()
    for (const { name, fit, nullable } of fields) {
      const given = value[name]
      if (given === undefined || (given === null && !nullable)) continue
      const made = fit(given)
      if (made !== undefined) fitted[name] = made
    }
    return fitted
  }

const record =
  (element: Fit): Fit =>
  (value) => {
    if (!isTree(value)) return value
    const fitted: Tree = tree()
    for (const name of Object.keys(value)) fitted[name] = element(value[name])
    return fitted
  }

const takesNull = (schema: z.ZodType): boolean => schema.safeParse(null).success

/**
 * Makes the one reader that unifies JSON, forms, multipart and queries: texts become booleans and numbers where the schema wants those,
 * numbers become texts, single values lists, numbered objects lists; unknown names are dropped. Schemas that transform by themselves
 * (`preprocess`, unions, coercions) get the value as it came.
 */
export function fitFor(schema: z.ZodType): Fit {
  const def = schema.def as unknown as Def
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
    case 'nonoptional':
      return nullSafe(fitFor(def.innerType!))
    case 'pipe':
      return fitFor(def.in!)
    case 'boolean':
      return boolean
    case 'number':
      return number
    case 'string':
    case 'enum':
      return string
    case 'array':
      return list(fitFor(def.element!))
    case 'object':
      return object(Object.entries(def.shape!).map(([name, field]) => ({ name, fit: fitFor(field), nullable: takesNull(field) })))
    case 'record':
      return record(fitFor(def.valueType!))
    default:
      return asIs
  }
}

const nullSafe =
  (fit: Fit): Fit =>
  (value) =>
    value === null || value === undefined ? value : fit(value)
