// The way in which apps decode: a key that must be there, of one type, and the rest is not looked at.

interface Nature {
  /** A value of that shape with every key, from which a test takes away one after the other. */
  readonly example: unknown
  /** Null and absent are of this shape too. */
  readonly optional?: boolean
  readonly keys?: Readonly<Record<string, Shape>>
  readonly items?: Shape
}
type Check = (value: unknown, path: string) => string[]

/** What speaks against a value; nothing when the app can decode it. */
export type Shape = Check & Nature

const shape = (check: Check, nature: Nature): Shape => Object.assign(check, nature)
const natureOf = ({ example, optional = false, keys, items }: Shape): Nature => ({
  example,
  optional,
  ...(keys ? { keys } : {}),
  ...(items ? { items } : {}),
})

const leaf = (what: string, example: unknown, is: (value: unknown) => boolean): Shape =>
  shape((value, path) => (is(value) ? [] : [`${path}: ${JSON.stringify(value) ?? 'missing'} is not ${what}`]), { example })
const fits = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value)

export const text = leaf('text', '', (value) => typeof value === 'string')
export const filled = leaf('text that is not empty', 'x', fits(/./))
export const flag = leaf('true or false', false, (value) => typeof value === 'boolean')
export const whole = leaf('a whole number', 2 ** 31, Number.isSafeInteger)
/** What fits the smallest reading of Java and Swift. */
export const smallWhole = leaf('a number of 32 bits', 1, (value) => Number.isSafeInteger(value) && Math.abs(value as number) < 2 ** 31)
export const digits = leaf('digits as text', '1', fits(/^\d+$/))
/** Apps that mean text read a number, too. */
export const digitsOrNumber = leaf('a number', 1, (value) => /^\d+$/.test(String(value)))
/** iOS takes a time with a fraction and nothing else. */
export const time = leaf('a time with milliseconds', '2026-11-23T01:02:03.000Z', fits(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/))
/** A whole address; a path alone shows no picture. */
export const address = leaf('an address', 'https://social.corp.example/x', fits(/^(?:https?|wss?):\/\/[^/]+/))
export const word = (...words: [string, ...string[]]) =>
  leaf(`one of ${words.join(', ')}`, words[0], (value) => words.includes(value as string))

const absent = (value: unknown) => value === null || value === undefined

/** Null or absent, or else of that shape. */
export const maybe = (inner: Shape): Shape =>
  shape((value, path) => (absent(value) ? [] : inner(value, path)), { ...natureOf(inner), optional: true })

/** For a shape that holds itself; nothing stands there in its example. */
export const itself = (inner: () => Shape): Shape =>
  shape((value, path) => (absent(value) ? [] : inner()(value, path)), { example: null, optional: true })

export const listOf = (items: Shape): Shape =>
  shape((value, path) => (Array.isArray(value) ? value.flatMap((one, i) => items(one, `${path}[${i}]`)) : [`${path}: not a list`]), {
    example: [items.example],
    items,
  })

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object with at least these keys. */
export const object = (keys: Readonly<Record<string, Shape>>): Shape =>
  shape(
    (value, path) =>
      isObject(value) ? Object.entries(keys).flatMap(([key, inner]) => inner(value[key], `${path}.${key}`)) : [`${path}: not an object`],
    { example: Object.fromEntries(Object.entries(keys).map(([key, inner]) => [key, inner.example])), keys },
  )

/** Every value of an object, whatever its key. */
export const each = (inner: Shape): Shape =>
  shape(
    (value, path) =>
      isObject(value) ? Object.entries(value).flatMap(([key, one]) => inner(one, `${path}.${key}`)) : [`${path}: not an object`],
    { example: { any: inner.example } },
  )

/** Both shapes of one object. */
export const both = (one: Shape, other: Shape): Shape => object({ ...one.keys, ...other.keys })

/** That shape, and a rule between its keys. */
export const ruled = (inner: Shape, rule: (value: Record<string, unknown>, path: string) => string[]): Shape =>
  shape((value, path) => [...inner(value, path), ...(isObject(value) ? rule(value, path) : [])], natureOf(inner))

/** Shapes by the name of an entity. */
export type Needs = Readonly<Record<string, Shape>>

/** What speaks against an answer of a row that returns `Status` or `Status[]`: an entity without a shape has no needs. */
export function unmet(needs: Needs, returns: string, json: unknown): string[] {
  const many = returns.endsWith('[]')
  const entity = many ? returns.slice(0, -2) : returns
  const inner = needs[entity]
  return inner ? (many ? listOf(inner) : inner)(json, entity) : []
}
