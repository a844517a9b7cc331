import { badRequest } from '#base/errors.ts'

/** What a form, a query or a JSON body is read into: plain values, arrays, and objects without a prototype. */
export type Tree = { [name: string]: unknown }

/** Names that would reach an object's prototype. */
const poison = new Set(['__proto__', 'constructor', 'prototype'])

const mostFields = 1000
const deepest = 6

export const tree = (): Tree => Object.create(null) as Tree

/** True for the objects that are made here, and for nothing that has a prototype (a list, an Upload). */
export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null

/**
 * Builds one tree out of the pairs of a form or a query, as Rack reads them: `a[]=1&a[]=2` is a list, `a[b]=1` an object,
 * `a[][b]=1&a[][c]=2` a list of objects in which a repeated name begins the next one; of a plain name the last value counts.
 * Poisonous names are dropped; more than 1,000 pairs or six brackets throw 400.
 */
export class Brackets {
  readonly root: Tree = tree()
  #count = 0

  add(name: string, value: unknown): void {
    if (++this.#count > mostFields) throw badRequest('too_many_fields', `More than ${mostFields} fields were sent`)
    const steps = path(name)
    if (steps.length > deepest) throw badRequest('too_deep', 'The fields are nested too deeply')
    if (steps.length === 0 || steps.some((step) => poison.has(step))) return
    put(this.root, steps, value)
  }
}

/** `a[b][]` is `['a', 'b', '']`. A name whose brackets do not close is taken as it stands. */
function path(name: string): string[] {
  const found = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name)
  if (!found) return name === '' ? [] : [name]
  return [found[1]!, ...[...found[2]!.matchAll(/\[([^[\]]*)\]/g)].map((step) => step[1]!)]
}

function put(into: Tree, steps: readonly string[], value: unknown): void {
  const [name, next, ...rest] = steps as [string, ...string[]]
  if (next === undefined) {
    into[name] = value
    return
  }
  if (next !== '') {
    if (!isTree(into[name])) into[name] = tree()
    put(into[name] as Tree, [next, ...rest], value)
    return
  }
  const list = Array.isArray(into[name]) ? (into[name] as unknown[]) : []
  into[name] = list
  if (rest.length === 0) {
    list.push(value)
    return
  }
  const last = list.at(-1)
  if (isTree(last) && !stands(last, rest)) put(last, rest, value)
  else {
    const made = tree()
    list.push(made)
    put(made, rest, value)
  }
}

/** Whether the place that `steps` names is already taken; lists (`[]` at the end) always have room. */
function stands(at: Tree, steps: readonly string[]): boolean {
  let place: unknown = at
  for (const step of steps) {
    if (step === '' || !isTree(place)) return false
    place = place[step]
  }
  return place !== undefined
}

/**
 * A JSON value without poisonous keys, without NUL (PostgreSQL cannot store it) and with whole code points only. More than 10,000 values
 * or 32 levels throw 400.
 */
export function clean(value: unknown): unknown {
  let left = 10_000
  const walk = (one: unknown, depth: number): unknown => {
    if (--left < 0 || depth > 32) throw badRequest('too_deep', 'The body is nested too deeply')
    if (typeof one === 'string') return cleanText(one)
    if (Array.isArray(one)) return one.map((each) => walk(each, depth + 1))
    if (typeof one !== 'object' || one === null) return one
    const kept = tree()
    for (const [name, each] of Object.entries(one)) if (!poison.has(name)) kept[name] = walk(each, depth + 1)
    return kept
  }
  return walk(value, 0)
}

/** Text that every store takes: no NUL, no half surrogates. */
export const cleanText = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed()

/** Reads `a=1&b[]=2`. */
export function readPairs(text: string): Tree {
  const pairs = new Brackets()
  if (text !== '') for (const [name, value] of new URLSearchParams(text)) pairs.add(cleanText(name), cleanText(value))
  return pairs.root
}
