import { allImports, code, featureOf, floorOf, type Rule, server, type Tree } from './tree.ts'

/** A rule that a pattern stands only in the named places. */
const only = (name: string, pattern: RegExp, allowed: RegExp, planted: Rule['planted']): Rule => ({
  name,
  check: (tree) =>
    server(tree)
      .filter(([path]) => floorOf(path) !== 'client' && !allowed.test(path))
      .flatMap(([path, text]) => (code(text).match(pattern) ?? []).map((found) => `${path}: ${found}`)),
  planted,
})

/** A package that only its door may import. */
const door = (packages: string[], allowed: RegExp): Rule => ({
  name: `only ${allowed.source} imports ${packages.join(', ')}`,
  check: (tree) =>
    allImports(tree)
      .filter(({ from, name }) => packages.includes(name) && !allowed.test(from) && floorOf(from) !== 'client')
      .map(({ from, name }) => `${from} imports ${name}`),
  planted: [['src/base/planted.ts', `import x from '${packages[0]}'\nexport const y = x`]],
})

const writes = /\.(?:insert|update|delete)\(\s*(\w+)\s*\)|\b(?:insert into|update|delete from)\s+\$\{(\w+)\}/g

/** Names that a file imports from another feature's schema. */
const foreignTables = (path: string, text: string) =>
  new Set(
    [...text.matchAll(/import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'#features\/([^/]+)\/[^']*\.schema\.ts'/g)]
      .filter((found) => found[2] !== featureOf(path))
      .flatMap((found) =>
        found[1]!.split(',').map((name) =>
          name
            .trim()
            .split(/\s+as\s+/)
            .pop()!,
        ),
      ),
  )

const strangersWrites = (tree: Tree) =>
  server(tree).flatMap(([path, text]) => {
    const foreign = foreignTables(path, text)
    return [...code(text).matchAll(writes)].filter((found) => foreign.has((found[1] ?? found[2])!)).map((found) => `${path}: ${found[0]}`)
  })

export const doorRules: Rule[] = [
  {
    name: 'only the owner writes its tables',
    check: strangersWrites,
    planted: [
      [
        'src/features/home/planted.queries.ts',
        "import { statuses } from '#features/statuses/statuses.schema.ts'\nexport const x = (db) => db.delete(statuses)",
      ],
    ],
  },
  only('only platform/config reads the environment', /process\.env\b/g, /^src\/platform\/config\//, [
    ['src/base/planted.ts', "export const x = process.env['HOME']"],
  ]),
  only('only base/clock asks the time', /Date\.now\(|new Date\(\s*\)|performance\.now\(/g, /^src\/base\/clock\.ts$/, [
    ['src/db/planted.ts', 'export const x = () => Date.now()'],
  ]),
  only(
    'only base/ids makes ids and chance',
    /randomBytes|randomUUID|randomInt\b(?=.*node:crypto)|Math\.random|getRandomValues/g,
    /^src\/base\/ids\.ts$/,
    [['src/db/planted.ts', 'export const x = () => Math.random()']],
  ),
  only(
    'only platform/fetch opens outbound HTTP',
    /(?<![.\w])fetch\((?!\s*purpose)|https?\.(?:request|get)\(|\bnew WebSocket\(/g,
    /^src\/platform\/fetch\//,
    [['src/features/settings/planted.ts', "export const x = () => fetch('https://example.org')"]],
  ),
  only(
    'only the dialect module, search and homeIds know the dialect',
    /chosenDialect\(/g,
    /^src\/(?:db\/|platform\/(?:jobs|events)\/|features\/search\/|features\/timelines\/home-ids)/,
    [['src/features/settings/planted.ts', "import { chosenDialect } from '#db/dialect.ts'\nexport const x = chosenDialect()"]],
  ),
  // SEC:H13
  only('only http/pages compiles templates', /(?<!new RegExp)\b(?:handlebars|Handlebars|engine)\.compile\(/g, /^src\/http\/pages/, [
    ['src/features/settings/planted.ts', "import Handlebars from 'handlebars'\nexport const x = Handlebars.compile('')"],
  ]),
  // SEC:B1
  only('no SQL is put together from text', /\.(?:prepare|exec|query)\(\s*`[^`]*\$\{/g, /^src\/db\/migrate/, [
    ['src/db/planted.ts', 'export const x = (db, name) => db.prepare(`select ${name}`)'],
  ]),
  only(
    'builders are awaited, never run by .all(), .get() or .run()',
    /\.(?:all|get|run)\(\)/g,
    /^src\/(?:db\/|platform\/cache\/|main\.ts)/,
    [['src/features/settings/planted.queries.ts', 'export const x = (db) => db.select().from(t).all()']],
  ),
  door(['undici', 'node:dns', 'node:dns/promises'], /^src\/platform\/fetch\//),
  door(['nodemailer'], /^src\/platform\/mail\//),
  door(['openid-client'], /^src\/platform\/oidc\//),
  door(['pg', 'better-sqlite3'], /^src\/(?:db|platform\/cache|platform\/events)\//),
  door(['handlebars'], /^src\/http\//),
  door(['koa', '@koa/router', 'ws', 'busboy'], /^src\/http\//),
  door(['node:https', 'node:tls', 'node:net'], /^src\/(?:http|platform\/fetch|platform\/config|processes\/demo)\//),
  door(['node:child_process'], /^src\/(?:platform\/video|processes\/cli)\//),
]
