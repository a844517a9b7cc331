import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { randomHex } from '#base/ids.ts'
import { type AssetList, assetList } from '#http/assets.ts'

const root = join(import.meta.dirname, '../..')
const client = join(root, 'src/client')
const views = join(root, 'views/assets')

/** First-load script of the pages, that of sign-in, and the service worker; each as far as it exists. */
const entries = ['page.ts', 'signin.ts', 'sw.ts']

/** Folders of older bundles that are kept beside the present one. */
const kept = 2

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()

/** What the bundles are made of: our sources, the base that they may import, and the exact versions of packages. */
function sourceHash(): string {
  const hash = createHash('sha256')
  for (const file of [...[client, join(root, 'src/base'), views].flatMap(filesBelow), join(root, 'package.json'), import.meta.filename]) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex').slice(0, 32)
}

/**
 * Answers the folder that holds the bundles of the present sources, and makes it when it is not there yet: at release into `.cache` of the
 * installation, in a demo or a test at the first start. `data`: where an installation that cannot be written keeps them.
 */
export async function bundleAssets(data: string): Promise<string> {
  const name = sourceHash()
  const places = [join(root, '.cache/assets'), join(data, 'cache/assets')]
  const ready = places.map((place) => join(place, name)).find((folder) => existsSync(join(folder, assetList)))
  if (ready) return ready
  const place = places.find(isWritable)
  if (place === undefined) throw new Error(`the bundles of the pages can be written neither to ${places.join(' nor to ')}`)
  const made = join(place, `.${randomHex(8)}`)
  await bundle(made)
  const folder = join(place, name)
  try {
    renameSync(made, folder)
  } catch (error) {
    // Another process was quicker with the same bundles.
    rmSync(made, { recursive: true, force: true })
    if (!existsSync(join(folder, assetList))) throw error
  }
  forgetOld(place, name)
  return folder
}

function isWritable(place: string): boolean {
  try {
    mkdirSync(place, { recursive: true })
    const probe = join(place, `.${randomHex(8)}`)
    writeFileSync(probe, '')
    rmSync(probe)
    return true
  } catch {
    return false
  }
}

/** Loaded only when there is something to make: it starts a process of its own. */
async function bundle(outdir: string): Promise<void> {
  const esbuild = await import('esbuild')
  const files = readdirSync(views, { withFileTypes: true }).filter((entry) => entry.isFile())
  const entryPoints = [
    ...entries.map((entry) => join(client, entry)).filter((entry) => existsSync(entry)),
    ...files.map((entry) => join(views, entry.name)),
  ]
  try {
    const { metafile } = await esbuild.build({
      entryPoints,
      outdir,
      absWorkingDir: root,
      bundle: true,
      splitting: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      entryNames: '[name]-[hash]',
      chunkNames: 'chunk-[hash]',
      assetNames: '[name]-[hash]',
      publicPath: '/assets/',
      legalComments: 'none',
      metafile: true,
      logLevel: 'error',
      loader: Object.fromEntries(['.svg', '.png', '.webp', '.jpg', '.ico', '.woff2', '.json'].map((ext) => [ext, 'copy'])),
    })
    const list: AssetList = { names: {}, files: [] }
    for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
      list.files.push(basename(path))
      if (entryPoint !== undefined) list.names[basename(entryPoint).replace(/\.ts$/, '.js')] = basename(path)
    }
    for (const { name } of files) list.names[name] ??= list.files.find((file) => isHashOf(file, name)) ?? name
    writeFileSync(join(outdir, assetList), JSON.stringify(list))
  } finally {
    await esbuild.stop()
  }
}

/** `icons-ABCDEFGH.svg` is `icons.svg`. */
const isHashOf = (file: string, name: string) => file.replace(/-[A-Z0-9]{8}(?=\.)/, '') === name

function forgetOld(place: string, present: string): void {
  const others = readdirSync(place)
    .filter((name) => name !== present && /^[0-9a-f]{32}$/.test(name))
    .map((name) => ({ path: join(place, name), at: statSync(join(place, name)).mtimeMs }))
    .toSorted((a, b) => b.at - a.at)
  for (const { path } of others.slice(kept)) rmSync(path, { recursive: true, force: true })
}

// At release: `node src/processes/assets.ts`, so that the first start of an installation finds its bundles.
if (import.meta.main) await bundleAssets(root)
