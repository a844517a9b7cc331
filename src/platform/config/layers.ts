import { readFileSync } from 'node:fs'
import { parse, TomlError } from 'smol-toml'

export type Tree = Record<string, unknown>

/** Names of variables from other programs' habits, and the key that each one stands for. */
const aliases: Readonly<Record<string, string>> = {
  DATABASE_URL: 'database.url',
  DATABASE_URL_FILE: 'database.url_file',
  DATABASE_DIRECT_URL: 'database.direct_url',
  DATABASE_DIRECT_URL_FILE: 'database.direct_url_file',
  DATABASE_PREPARED: 'database.prepared',
}

/** Variables of ours that are no settings: which file to read, which Node to run, what the tests say to each other. */
const notSettings = /^ATRIUM_(?:CONFIG$|OWN_NODE$|TEST_)/

/** Values of the settings among the variables, by key: `ATRIUM_LISTEN__PORT` is `listen.port`. `names` tells which variable said it. */
export function readVariables(env: Readonly<Record<string, string | undefined>>, faults: string[]) {
  const values = new Map<string, string>()
  const names = new Map<string, string>()
  for (const [name, value] of Object.entries(env)) {
    const key =
      aliases[name] ??
      (name.startsWith('ATRIUM_') && !notSettings.test(name) ? name.slice(7).toLowerCase().replaceAll('__', '.') : undefined)
    if (key === undefined || value === undefined) continue
    const other = names.get(key)
    if (other !== undefined && values.get(key) !== value) faults.push(`${key}: ${other} and ${name} say different things`)
    values.set(key, value)
    names.set(key, name)
  }
  return { values, names }
}

const unreadable = ({ code, message }: NodeJS.ErrnoException) =>
  code === 'ENOENT' ? 'there is no such file' : `cannot be read: ${code ?? message}`

/** The table in an atrium.toml. A file that cannot be read or understood is one fault and an empty table. */
export function readToml(path: string, faults: string[]): Tree {
  try {
    return parse(readFileSync(path, 'utf8')) as Tree
  } catch (e) {
    const why = e instanceof TomlError ? `line ${e.line}: ${e.message.split('\n')[0]}` : unreadable(e as NodeJS.ErrnoException)
    faults.push(`${path}: ${why}`)
    return {}
  }
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `over` laid over `under`, table by table; lists are replaced whole. */
export function layOver(under: Tree, over: Tree): Tree {
  const merged: Tree = { ...under }
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key]
    merged[key] = isTree(below) && isTree(value) ? layOver(below, value) : value
  }
  return merged
}

/** A table from values by dotted key. */
export function treeOf(values: ReadonlyMap<string, string>): Tree {
  let tree: Tree = {}
  for (const [key, value] of values) {
    tree = layOver(tree, key.split('.').reduceRight<Tree | string>((inner, part) => ({ [part]: inner }), value) as Tree)
  }
  return tree
}
