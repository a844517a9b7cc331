import { allImports, featureOf, floorOf, type Rule, server } from './tree.ts'

const floors = ['base', 'db', 'platform', 'http', 'features', 'processes']

/** The one order of the features: each may import only those before it; influence the other way goes by events. */
export const featureOrder = [
  'settings',
  'people',
  'audit',
  'labels',
  'holds',
  'files',
  'emojis',
  'accounts',
  'groups',
  'relationships',
  'instance',
  'signin',
  'oauth',
  'media',
  'polls',
  'filters',
  'statuses',
  'voting',
  'scheduled',
  'tags',
  'lists',
  'timelines',
  'search',
  'composing',
  'trends',
  'profile',
  'markers',
  'suggestions',
  'notifications',
  'conversations',
  'announcements',
  'activity',
  'reports',
  'webpush',
  'archives',
  'unoffered',
  'streaming',
  'home',
  'help',
  'apidoc',
]

export const importRules: Rule[] = [
  {
    name: 'every import names an existing file with its .ts',
    check: (tree) =>
      allImports(tree)
        .filter(({ file, name }) => file !== undefined && !(/\.(?:ts|json)$/.test(name) && tree.has(file)))
        .map(({ from, name }) => `${from} imports ${name}`),
    planted: [['src/base/planted.ts', "import { iso } from './clock.js'\nexport const x = iso"]],
  },
  {
    name: 'a file imports from its own floor or a lower one',
    check: (tree) =>
      allImports(tree).flatMap(({ from, file }) => {
        if (!file) return []
        const [own, other] = [floorOf(from), floorOf(file)]
        if (own === 'client') return other === 'client' || other === 'base' ? [] : [`${from} imports ${file}`]
        if (!floors.includes(own)) return []
        return floors.indexOf(other) <= floors.indexOf(own) && floors.includes(other) ? [] : [`${from} imports ${file}`]
      }),
    planted: [['src/db/planted.ts', "import type { Site } from '#platform/site.ts'\nexport type X = Site"]],
  },
  {
    name: 'no import goes in a circle',
    check(tree) {
      const next = new Map<string, string[]>()
      for (const { from, file } of allImports(tree)) if (file) next.set(from, [...(next.get(from) ?? []), file])
      const state = new Map<string, 'open' | 'done'>()
      const circles: string[] = []
      const walk = (path: string, trail: string[]) => {
        if (state.get(path) === 'done') return
        if (state.get(path) === 'open') return void circles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '))
        state.set(path, 'open')
        for (const to of next.get(path) ?? []) walk(to, [...trail, path])
        state.set(path, 'done')
      }
      for (const path of next.keys()) walk(path, [])
      return circles
    },
    planted: [
      ['src/base/planted-a.ts', "import { b } from './planted-b.ts'\nexport const a = b"],
      ['src/base/planted-b.ts', "import { a } from './planted-a.ts'\nexport const b = a"],
    ],
  },
  {
    name: 'in a feature only routes, pages and sockets know HTTP',
    check: (tree) =>
      allImports(tree)
        .filter(({ from, file }) => featureOf(from) && file && floorOf(file) === 'http' && !/\.(routes|pages|sockets)\.ts$/.test(from))
        .map(({ from, name }) => `${from} imports ${name}`),
    planted: [['src/features/settings/planted.ts', "import type { Call } from '#http/area.ts'\nexport type X = Call"]],
  },
  {
    name: 'only queries, schemas and loaders import drizzle',
    check: (tree) =>
      allImports(tree)
        .filter(
          ({ from, name }) =>
            (name === '#db/drizzle.ts' || name.startsWith('drizzle-orm')) &&
            floorOf(from) !== 'db' &&
            !/\.(queries|schema|json|activity)\.ts$/.test(from),
        )
        .filter(({ from, name }) => name === '#db/drizzle.ts' || floorOf(from) !== 'db')
        .map(({ from, name }) => `${from} imports ${name}`),
    planted: [['src/features/settings/planted.ts', "import { eq } from '#db/drizzle.ts'\nexport const x = eq"]],
  },
  {
    name: 'a feature imports only features before it',
    check: (tree) =>
      allImports(tree).flatMap(({ from, file }) => {
        const [own, other] = [featureOf(from), file && featureOf(file)]
        if (!own) return []
        if (!featureOrder.includes(own)) return [`${own} has no place in the order`]
        return other && other !== own && featureOrder.indexOf(other) >= featureOrder.indexOf(own) ? [`${from} imports ${file}`] : []
      }),
    planted: [
      ['src/features/settings/planted.ts', "import type { X } from '#features/home/planted.ts'\nexport type Y = X"],
      ['src/features/home/planted.ts', 'export type X = 1'],
    ],
  },
  {
    name: 'the one file of drizzle loads it through require',
    check: (tree) =>
      server(tree)
        .filter(([path, text]) => path !== 'src/db/drizzle.ts' && /^import (?!type)[^\n]*from 'drizzle-orm/m.test(text))
        .map(([path]) => path),
    planted: [['src/db/planted.ts', "import { eq } from 'drizzle-orm'\nexport const x = eq"]],
  },
]
