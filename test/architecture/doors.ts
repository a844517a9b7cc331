import { allImports, code, floorOf, type Rule, server, type Tree } from './tree.ts'

/** A rule that a pattern stands only in the named places. */
const only = (name: string, pattern: RegExp, allowed: RegExp, planted: Rule['planted'], faults = 1): Rule => ({
  name,
  check: (tree) =>
    server(tree)
      .filter(([path]) => floorOf(path) !== 'client' && !allowed.test(path))
      .flatMap(([path, text]) => (code(text).match(pattern) ?? []).map((found) => `${path}: ${found}`)),
  planted,
  faults,
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

/** A write through the builder, through a table in a piece of SQL, or through a table's name in one. */
const writes = /\.(?:insert|update|delete)\(\s*([\w.]+)\s*\)|\b(?:insert into|update|delete from)\s+(?:\$\{([\w.]+)\}|"?(\w+)"?)/gi

/** Whose tables a schema file's are: its feature's, or those of the folder that it stands in. */
const ownerOf = (path: string) => path.split('/').slice(0, -1).join('/')

/** Names that a file imports from somebody else's schema; `name.` for all of it. */
const foreignTables = (path: string, text: string) =>
  new Set(
    [...text.matchAll(/import\s+(?:type\s+)?(?:\{([^}]*)\}|\*\s+as\s+(\w+))\s+from\s+'([^']*\.schema\.ts|#schema\.ts)'/g)]
      .filter((found) => !found[3]!.startsWith('./') && ownerOf(`src/${found[3]!.slice(1)}`) !== ownerOf(path))
      .flatMap((found) =>
        found[2] !== undefined
          ? [`${found[2]}.`]
          : found[1]!.split(',').map((name) =>
              name
                .trim()
                .split(/\s+as\s+/)
                .pop()!,
            ),
      ),
  )

/** Every table's name in the database, and whose it is. */
const tableNames = (tree: Tree) =>
  new Map(
    server(tree)
      .filter(([path]) => path.endsWith('.schema.ts'))
      .flatMap(([path, text]) => [...code(text).matchAll(/\btable\(\s*'(\w+)'/g)].map((found) => [found[1]!, ownerOf(path)] as const)),
  )

const strangersWrites = (tree: Tree) => {
  const owners = tableNames(tree)
  return server(tree).flatMap(([path, text]) => {
    const foreign = foreignTables(path, text)
    const isForeign = ([, built, interpolated, named]: RegExpMatchArray) => {
      const name = built ?? interpolated
      if (name !== undefined) return foreign.has(name) || foreign.has(name.replace(/\w+$/, ''))
      return (owners.get(named!.toLowerCase()) ?? ownerOf(path)) !== ownerOf(path)
    }
    return [...code(text).matchAll(writes)].filter(isForeign).map((found) => `${path}: ${found[0]}`)
  })
}

/** Each way of writing to a table that is somebody else's. */
const strangers = [
  "import { statuses } from '#features/statuses/statuses.schema.ts'\nexport const x = (db) => db.delete(statuses)",
  "import { statuses as s } from '#features/statuses/statuses.schema.ts'\nexport const x = (db) => db.update(s)",
  "import * as all from '#features/statuses/statuses.schema.ts'\nexport const x = (db) => db.insert(all.statuses)",
  "import { statuses } from '#features/statuses/statuses.schema.ts'\nexport const x = sql`delete from ${statuses}`",
  'export const x = sql`update statuses set text = 1`',
  "import { jobs } from '#platform/jobs/jobs.schema.ts'\nexport const x = (db) => db.insert(jobs)",
]

export const doorRules: Rule[] = [
  {
    name: 'only the owner writes its tables',
    check: strangersWrites,
    planted: strangers.map((text, i) => [`src/features/home/planted-${i}.queries.ts`, text]),
    faults: strangers.length,
  },
  only(
    'only platform/config reads the environment',
    /process\.env\b|\benv\b.*from 'node:process'/g,
    /^src\/platform\/config\//,
    [['src/base/planted.ts', "import { env } from 'node:process'\nexport const x = process.env['HOME'] ?? env['HOME']"]],
    2,
  ),
  only(
    'only base/clock asks the time, of the machine or of the database',
    /\bDate\.now\b|new Date\(\s*\)|performance\.now\(|\bhrtime\b|\bcurrent_timestamp\b|(?<![.\w])now\(\)(?!\s*[:{])/gi,
    /^src\/base\/clock\.ts$/,
    [['src/db/planted.ts', 'export const x = () => [Date.now(), new Date(), process.hrtime.bigint(), sql`select now()`]']],
    4,
  ),
  only(
    'only base/ids makes ids and chance',
    /randomBytes|randomUUID|randomInt\b(?=.*node:crypto)|Math\.random|getRandomValues/g,
    /^src\/base\/ids\.ts$/,
    [['src/db/planted.ts', 'export const x = () => Math.random()']],
  ),
  only(
    'only platform/fetch opens outbound HTTP',
    /(?<![.\w])fetch\(|\bglobalThis\.fetch\b|https?\.(?:request|get)\(|\b(?:request|get)\b[^\n]*from 'node:https?'|\bnew (?:WebSocket|EventSource)\(/g,
    /^src\/platform\/fetch\//,
    [
      ['src/features/settings/planted.ts', "export const x = () => fetch('https://example.org')"],
      ['src/features/settings/planted-b.ts', "export const x = globalThis.fetch('https://example.org')"],
      ['src/features/settings/planted-c.ts', "import { request } from 'node:http'\nexport const x = request('http://example.org')"],
      ['src/features/settings/planted-d.ts', "import http from 'node:http'\nexport const x = http.get('http://example.org')"],
    ],
    4,
  ),
  only(
    'only the dialect module, search and homeIds know the dialect',
    /chosenDialect\(|\bdialect\s*[=!]==|[=!]==\s*[\w.]*\bdialect\b/g,
    // The doctor looks into the database's own health, which each engine keeps in another place.
    /^src\/(?:db\/|platform\/(?:jobs|events)\/|features\/search\/|features\/timelines\/home-ids|processes\/cli\/doctor\.queries)/,
    [
      ['src/features/settings/planted.ts', "import { chosenDialect } from '#db/dialect.ts'\nexport const x = chosenDialect()"],
      ['src/features/settings/planted-b.ts', "export const x = (site) => site.store.dialect === 'sqlite'"],
    ],
    2,
  ),
  only(
    'what a hold may cover is deleted by its owner alone, which retire asks',
    /\bdelete(?:Statuses|MediaRow|Accounts?|People|Person)\b|\.delete\((?:statuses|media|accounts|people)\)/g,
    /(?:-owner|\.queries)\.ts$/,
    [
      [
        'src/features/home/planted.ts',
        "import { deleteStatuses } from '#features/statuses/statuses.queries.ts'\nexport const x = deleteStatuses",
      ],
    ],
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
  door(['sharp', 'blurhash'], /^src\/platform\/images\//),
  door(['openid-client'], /^src\/platform\/oidc\//),
  door(['pg', 'better-sqlite3'], /^src\/(?:db|platform\/cache|platform\/events)\//),
  door(['handlebars'], /^src\/http\//),
  door(['koa', '@koa/router', 'ws', 'busboy'], /^src\/http\//),
  door(['sharp', 'blurhash'], /^src\/platform\/images\//),
  door(['ldapts'], /^src\/platform\/directory\//),
  door(['minio'], /^src\/platform\/storage\//),
  door(['web-push'], /^src\/platform\/push\//),
  door(['pino'], /^src\/platform\/log\//),
  door(['smol-toml'], /^src\/platform\/config\//),
  door(['node-cron', 'oidc-provider'], /^src\/processes\//),
  door(['node:http2', 'node:dgram'], /^src\/platform\//),
  door(['node:https', 'node:tls', 'node:net'], /^src\/(?:http|platform\/fetch|platform\/config|processes\/demo)\//),
  door(['node:child_process'], /^src\/(?:platform\/video|processes\/cli)\//),
]
