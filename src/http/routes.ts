import Router, { type Layer } from '@koa/router'
import { endpointRoute } from './endpoint.ts'
import type { Route } from './exchange.ts'
import { pageRoute } from './page-route.ts'
import type { Parts, Tables } from './parts.ts'

/** A route and what its path's placeholders stand for. */
export interface Match {
  route: Route
  params: Record<string, string>
}

const none: Record<string, string> = {}

/** Path without its one trailing slash: both forms are the same row (Mastodon.py and Ice Cubes send one). */
const bare = (path: string) => (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path)

/** Fixed paths before placeholders, placeholders before the rest, whatever order the features stand in. */
const rank = (path: string) => path.replace(/:\w+/g, '\u{fffd}').replace(/\*\w+/g, '\u{ffff}')

/** Up to three segments without a placeholder: what a request's path is first looked up by. */
const family = (path: string) => {
  const fixed = path.split('/').slice(1, 4)
  const end = fixed.findIndex((segment) => /[:*{]/.test(segment))
  return fixed.slice(0, end < 0 ? fixed.length : end).join('/')
}

/**
 * All rows, found by method and path. Fixed paths stand in a map; the others are matched by @koa/router within their family, so that the
 * cost does not grow with the number of endpoints.
 */
export class Routes {
  #fixed = new Map<string, Map<string, Route>>()
  #families = new Map<string, Router>()
  #byLayer = new Map<Layer, Route>()
  readonly ids: string[] = []

  /** Throws on a row without a scope (SEC:A5) and on two rows for one method and path: the process does not start. */
  constructor(parts: Parts, { areas, pageAreas }: Pick<Tables, 'areas' | 'pageAreas'>) {
    const endpoints = areas.flatMap((area) => area.endpoints)
    for (const { method, path, row } of endpoints) {
      if (row.scope === undefined || row.scope === '' || row.scope.length === 0) throw new Error(`${method} ${path} declares no scope`)
    }
    const rows = [
      ...endpoints.map((one) => ({ method: one.method, path: one.path, route: endpointRoute(parts, one) })),
      ...pageAreas.flatMap((area) => area.pages.map((one) => ({ method: one.method, path: one.path, route: pageRoute(parts, one) }))),
    ]
    for (const { method, path, route } of rows.toSorted((a, b) => (rank(a.path) < rank(b.path) ? -1 : 1))) {
      if (this.ids.includes(route.id)) throw new Error(`${route.id} stands in two tables`)
      this.ids.push(route.id)
      this.#add(method, path, route)
    }
  }

  #add(method: string, path: string, route: Route): void {
    if (!/[:*{]/.test(path)) {
      const methods = this.#fixed.get(path) ?? new Map<string, Route>()
      this.#fixed.set(path, methods.set(method, route))
      return
    }
    const router = this.#families.get(family(path)) ?? new Router({ sensitive: true, strict: true })
    this.#families.set(family(path), router)
    const layer = router.register(path, [method], () => undefined)
    this.#byLayer.set(layer as Layer, route)
  }

  /** The row for a request; HEAD finds the row of GET. Undefined when there is none, and for a NUL, which PostgreSQL takes in no text. */
  find(method: string, path: string): Match | undefined {
    if (path.includes('%00')) return undefined
    const wanted = method === 'HEAD' ? 'GET' : method
    const at = bare(path)
    const fixed = this.#fixed.get(at)?.get(wanted)
    if (fixed) return { route: fixed, params: none }
    for (const key of families(at)) {
      const layer = this.#families.get(key)?.match(at, wanted).pathAndMethod[0]
      const route = layer && this.#byLayer.get(layer as Layer)
      if (route) return { route, params: layer.params(at, layer.captures(at)) }
    }
    return undefined
  }
}

/** The families that a path may belong to, the narrowest first. */
function families(path: string): string[] {
  const [one, two, three] = path.split('/').slice(1, 4)
  return [three === undefined ? '' : `${one}/${two}/${three}`, two === undefined ? '' : `${one}/${two}`, one ?? '', ''].filter(
    (key, i, all) => all.indexOf(key) === i,
  )
}
