import { pageAreas } from '#processes/areas.ts'
import { type Walker, walkers } from './people.ts'
import { type Outcome, type Stop, stopsOf } from './stops.ts'
import type { World } from './world.ts'

/** One address and one walker. */
export interface Leg extends Outcome {
  /** Pattern of the page's row. */
  row: string
  path: string
  walker: Walker
  /** A page to look at; otherwise the answer's head says all. */
  page: boolean
  /** No browser may keep it. */
  never: boolean
}

interface Row {
  path: string
  open: boolean
  never: boolean
}

/** Every page row that a browser asks for with GET. */
export const pageRows = (): Row[] =>
  pageAreas.flatMap(({ pages }) =>
    pages
      .filter(({ method }) => method === 'GET')
      .map(({ path, row }) => ({ path, open: row.who === 'anyone', never: row.store === 'never' })),
  )

/** Rows without a stop, and stops of no row. */
export function unvisited(stops: Record<string, readonly Stop[]>, rows: readonly Pick<Row, 'path'>[]): string[] {
  const known = new Set(rows.map(({ path }) => path))
  const lacking = [...known].filter((path) => !stops[path]?.length)
  return [
    ...lacking.map((path) => `no address for ${path}`),
    ...Object.keys(stops).flatMap((path) => (known.has(path) ? [] : `no page ${path}`)),
  ]
}

function outcomeFor(stop: Stop, row: Row, walker: Walker): Outcome {
  const own = stop.for?.[walker]
  if (own) return own
  if (walker === 'nobody' && !row.open) return { to: '/auth/sign-in' }
  const { status, to, file } = stop
  return { ...(status === undefined ? {} : { status }), ...(to === undefined ? {} : { to }), ...(file === undefined ? {} : { file }) }
}

/** All that there is to walk, row by row. Throws when a row has no address. */
export function legsOf(world: World): Leg[] {
  const [stops, rows] = [stopsOf(world), pageRows()]
  const faults = unvisited(stops, rows)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return rows.flatMap((row) =>
    stops[row.path]!.flatMap((stop) =>
      walkers.map((walker) => {
        const outcome = outcomeFor(stop, row, walker)
        // A page that is refused to one walker is the same as any other that is not there: one of them is looked at.
        const refused = outcome === stop.for?.[walker] && outcome.status !== undefined
        const page = outcome.to === undefined && outcome.file === undefined && !refused
        return { ...outcome, row: row.path, path: stop.path, walker, page, never: row.never }
      }),
    ),
  )
}
