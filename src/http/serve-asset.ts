import { notFound } from '#base/errors.ts'
import type { Asset, Assets } from './assets.ts'
import { codingFor } from './compress.ts'
import type { Exchange } from './exchange.ts'
import type { HeaderClass } from './headers.ts'
import type { Parts } from './parts.ts'
import { send } from './send.ts'

const below = '/assets/'
/** Files that browsers want at the root, when they exist: a service worker reaches only what lies below it. */
const roots = new Map<string, HeaderClass>([['/sw.js', 'worker']])

/**
 * Serves what lies below /assets/, and the one file that browsers want at the root. The rest of the path is a name, asked as it was sent:
 * no encoding of it reaches the disk (SEC:T3). True when it answered. Throws 404 for an unknown name.
 */
export function answerAsset(parts: Parts, x: Exchange): boolean {
  const root = roots.get(x.path)
  if (!root && !x.path.startsWith(below)) return false
  const found = root ? { asset: parts.assets.named(x.path.slice(1)), kind: root } : find(parts.assets, x.path.slice(below.length))
  if (!found?.asset || (x.req.method !== 'GET' && x.req.method !== 'HEAD')) throw notFound('asset')
  x.base = parts.headers[found.kind]
  sendAsset(x, found.asset, root ? ['cache-control', 'no-cache'] : [])
  return true
}

/** A hashed file; or a picture by its plain name, since addresses of faces in the API must outlive a release. */
function find(assets: Assets, name: string): { asset: Asset | undefined; kind: HeaderClass } {
  const asset = assets.file(name)
  return asset || !/\.(?:png|webp|jpg)$/.test(name) ? { asset, kind: 'asset' } : { asset: assets.named(name), kind: 'picture' }
}

function sendAsset(x: Exchange, asset: Asset, headers: readonly string[]): void {
  const accepted = x.header('accept-encoding')
  const best = asset.compressible ? codingFor(accepted) : undefined
  // These are made once and kept, so the smallest counts and not the quickest.
  const coding = best === 'zstd' ? (/\bbr\b/.test(accepted ?? '') ? 'br' : undefined) : best
  if (!coding) return send(x, 200, asset.type, headers, asset.body)
  send(x, 200, asset.type, [...headers, 'content-encoding', coding], asset.coded(coding))
}
