import { basename } from 'node:path'
import { code, floorOf, type Rule, server } from './tree.ts'

const banned = /(?:^|[-./])(?:utils?|helpers?|common|manager|service|misc)(?:[-./]|$)/

/** Words in a template that no `{{t}}` produced: text nodes and the attributes that people see or hear. */
export function literalWords(template: string): string[] {
  const bare = template.replace(/\{\{!--[\s\S]*?--\}\}|\{\{![^}]*\}\}/g, '')
  const attributes = [...bare.matchAll(/\b(?:title|alt|aria-label|placeholder|aria-description|content)="([^"]*)"/g)]
    .filter((found) => !/<meta\b[^>]*$/.test(bare.slice(Math.max(0, found.index - 200), found.index)))
    .map((found) => found[1]!)
  const nodes = bare
    .replace(/<(?:script|style)\b[\s\S]*?<\/(?:script|style)>/g, '')
    .replace(/\{\{\{?[\s\S]*?\}?\}\}/g, ' ')
    .replace(/<[^>]*>/g, '\n')
    .split('\n')
  const words = (text: string) => /\p{L}{2,}/u.test(text.replace(/\{\{[\s\S]*?\}\}/g, '').replace(/&\w+;/g, ''))
  return [...attributes, ...nodes].map((text) => text.trim()).filter(words)
}

export const shapeRules: Rule[] = [
  {
    name: 'no default exports',
    check: (tree) =>
      server(tree)
        .filter(([, text]) => /^export default\b/m.test(text))
        .map(([path]) => path),
    planted: [['src/base/planted.ts', 'export default 1']],
  },
  {
    name: 'no barrel files',
    check: (tree) =>
      server(tree)
        .filter(
          ([path, text]) =>
            path !== 'src/schema.ts' &&
            /^export .* from /m.test(text) &&
            !code(text)
              .split('\n')
              .some((line) => line.trim() && !/^(?:export|import) .*from /.test(line)),
        )
        .map(([path]) => path),
    planted: [['src/base/planted.ts', "export * from './clock.ts'\n"]],
  },
  {
    name: 'names say what a file is about',
    check: (tree) =>
      server(tree)
        .map(([path]) => path)
        .filter((path) => banned.test(path.slice(4)) || /[A-Z_]/.test(basename(path))),
    planted: [['src/base/string-utils.ts', 'export const x = 1']],
  },
  {
    name: 'routes and schema files at most 300 lines, all others 200',
    check: (tree) =>
      server(tree)
        .map(([path, text]) => [path, text.split('\n').length - 1] as const)
        .filter(([path, lines]) => lines > (/\.(?:routes|schema)\.ts$/.test(path) ? 300 : 200))
        .map(([path, lines]) => `${path}: ${lines} lines`),
    planted: [['src/base/planted.ts', '\n'.repeat(201)]],
  },
  {
    name: 'every word of a template comes through {{t}}',
    check: (tree) =>
      [...tree].filter(([path]) => path.endsWith('.hbs')).flatMap(([path, text]) => literalWords(text).map((words) => `${path}: ${words}`)),
    planted: [['views/pages/planted.hbs', '<p>Good morning</p>']],
  },
  {
    name: 'no inline script, style or handler in a template',
    check: (tree) =>
      [...tree]
        .filter(([path]) => path.endsWith('.hbs'))
        .flatMap(([path, text]) =>
          (text.match(/<style\b|\sstyle="|\son[a-z]+="|<script\b(?![^>]*\bsrc=)/g) ?? []).map((found) => `${path}: ${found.trim()}`),
        ),
    planted: [['views/pages/planted.hbs', '<p style="color:red"></p>']],
  },
  {
    name: 'migrations come in pairs of the same name',
    check(tree) {
      const names = (dialect: string) =>
        new Set([...tree.keys()].filter((path) => path.startsWith(`migrations/${dialect}/`)).map((path) => basename(path)))
      return [...names('sqlite').symmetricDifference(names('postgres'))]
    },
    planted: [['migrations/sqlite/9999_planted.sql', 'select 1;']],
  },
  {
    name: 'no unfinished marks and no commented-out code',
    check: (tree) =>
      server(tree).flatMap(([path, text]) =>
        (text.match(/\b(?:TODO|FIXME|XXX|HACK)\b|^\s*\/\/\s*(?:const|let|import|return|await|if \(|export)\b.*[;({]$/gm) ?? []).map(
          (found) => `${path}: ${found.trim()}`,
        ),
      ),
    planted: [['src/base/planted.ts', '// TODO later\nexport const x = 1']],
  },
  {
    name: 'every exported function has a docstring',
    check: (tree) =>
      server(tree)
        .filter(([path]) => !/\.(?:schema|routes|pages|sockets|events|input)\.ts$/.test(path) && floorOf(path) !== 'client')
        .flatMap(([path, text]) =>
          [...text.matchAll(/^export (?:async )?function\*? (\w+)/gm)]
            .filter((found) => !/\*\/\s*$/.test(text.slice(0, found.index)))
            .map((found) => `${path}: ${found[1]}`),
        ),
    planted: [['src/base/planted.ts', 'const y = 1\nexport function x() {\n  return y\n}']],
  },
]
