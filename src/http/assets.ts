import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { isCompressible } from './compress.ts'

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/manifest+json',
  '.map': 'application/json',
}

/** The list that the bundler leaves beside its files: names as templates say them, and the hashed files that they stand for. */
export interface AssetList {
  /** `page.js` -> `page-ABCD1234.js`. */
  names: Record<string, string>
  /** Every hashed file, lazy chunks among them. */
  files: string[]
}

/** One file as it is served. */
export class Asset {
  readonly type: string
  readonly body: Buffer
  #coded = new Map<string, Buffer>()

  constructor(name: string, body: Buffer) {
    this.type = types[extname(name)] ?? 'application/octet-stream'
    this.body = body
  }

  /** The body in a coding, made at the first wish and kept: it never changes. */
  coded(coding: 'br' | 'gzip'): Buffer {
    const kept = this.#coded.get(coding)
    if (kept) return kept
    const made =
      coding === 'br'
        ? brotliCompressSync(this.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
        : gzipSync(this.body, { level: 9 })
    this.#coded.set(coding, made)
    return made
  }

  get compressible(): boolean {
    return isCompressible(this.type, this.body.length)
  }
}

/** Name of the list in the bundler's folder. */
export const assetList = 'list.json'

/**
 * The bundles, read once and held in memory. An address is looked up among the names that exist and never turned into a path, so
 * there is nothing to climb out of (SEC:T3).
 */
export class Assets {
  #names: ReadonlyMap<string, string>
  #files: ReadonlyMap<string, Asset>

  /** `folder`: made by the bundler. Throws when it has no list. */
  constructor(folder: string) {
    const list: AssetList = JSON.parse(readFileSync(join(folder, assetList), 'utf8'))
    this.#names = new Map(Object.entries(list.names))
    this.#files = new Map(list.files.map((file) => [file, new Asset(file, readFileSync(join(folder, file)))]))
  }

  /** Address of an asset, with its hash. Throws on a name that was not bundled: a fault of a template. */
  href(name: string): string {
    const file = this.#names.get(name)
    if (file === undefined) throw new Error(`there is no asset "${name}"`)
    return `/assets/${file}`
  }

  /** By the name in the address; undefined when there is none. */
  file(name: string): Asset | undefined {
    return this.#files.get(name)
  }

  /** By the name that templates use; for files that have a fixed address. */
  named(name: string): Asset | undefined {
    return this.#files.get(this.#names.get(name) ?? '')
  }
}
