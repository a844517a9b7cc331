import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** The source as text: path from the repository's root -> content. Rules read this and nothing else, so faults can be planted. */
export type Tree = ReadonlyMap<string, string>

/** A rule of ARCHITECTURE.md, with a planted fault that it must find. */
export interface Rule {
  name: string
  check(tree: Tree): string[]
  planted: [path: string, text: string][]
  /** How many of the planted faults must be found; one without it. */
  faults?: number
}

export const readTree = (): Tree =>
  new Map(
    globSync(['src/**/*.ts', 'src/**/*.json', 'views/**/*.hbs', 'migrations/**/*.sql'])
      .sort()
      .map((path) => [path, readFileSync(path, 'utf8')]),
  )

/** The TypeScript of the server: everything in src but the browser's part. */
export const server = (tree: Tree) => [...tree].filter(([path]) => path.endsWith('.ts') && path.startsWith('src/'))

export interface Import {
  from: string
  /** As written. */
  name: string
  /** File it means, from the root, for `#` and relative names. */
  file: string | undefined
}

const statement =
  /^\s*(?:import|export)\b[^'"`;]*?from\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|\bload\(\s*['"]([^'"]+)['"]\s*\)/gm

/** Every import and re-export, `import type` and `import()` included. */
export function importsOf(from: string, text: string): Import[] {
  return [...text.matchAll(statement)].map((found) => {
    const name = (found[1] ?? found[2] ?? found[3] ?? found[4])!
    const file = name.startsWith('#') ? `src/${name.slice(1)}` : name.startsWith('.') ? normalize(join(dirname(from), name)) : undefined
    return { from, name, file }
  })
}

export const allImports = (tree: Tree) => server(tree).flatMap(([path, text]) => importsOf(path, text))

/** `base`, `db`, `platform`, `http`, `features`, `client`, `processes`, or the file's own name in src. */
export const floorOf = (path: string) => path.split('/')[1]!

/** Name of the feature that a file belongs to, if any. */
export const featureOf = (path: string) => (floorOf(path) === 'features' ? path.split('/')[2] : undefined)

/** Text without comments and without the insides of strings that could look like code. */
export const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1')
