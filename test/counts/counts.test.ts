import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { areas } from '#processes/areas.ts'
import type { Endpoint } from '#http/area.ts'
import type { Api } from '../api.ts'
import { contractRows, rowKey } from '../contract/rows.ts'
import { statementsOf } from '../features/statuses/statements.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { fixedLists, scenarios } from './scenarios.ts'
import { type CountsWorld, few, makeCountsWorld, many } from './world.ts'

/** Entities that hold a list. */
const containers = new Set(['Context', 'GroupedNotificationsResults', 'Search'])
const paginated = new Set(
  contractRows()
    .filter((row) => row.paginated !== 'none')
    .map((row) => rowKey(row.method, row.path)),
)

/** Whether an answer of the row has as many entries as there are things. */
const isList = ({ method, path, row }: Endpoint) =>
  row.done !== false && (row.returns.endsWith('[]') || containers.has(row.returns) || paginated.has(rowKey(method, path)))

const lists = areas.flatMap(({ endpoints }) => endpoints.filter(isList).map(({ method, path }) => `${method} ${path}`))

/** How many things stand in an answer. */
const sizeOf = (json: unknown): number => (Array.isArray(json) ? json.length : Math.max(...Object.values(json as object).map(sizeOfPart)))
const sizeOfPart = (part: unknown): number => (Array.isArray(part) ? part.length : 1)

/** What stands in one list more often than in the other, the shorter one first. */
const surplus = (...[a, b]: [string[], string[]]) => {
  const extra = (of: string[], over: string[]) =>
    over.reduce((left, sql) => (left.includes(sql) ? left.toSpliced(left.indexOf(sql), 1) : left), of)
  return [...extra(b, a).map((sql) => `only short: ${sql}`), ...extra(a, b).map((sql) => `only long: ${sql}`)]
}

suite('no list costs more queries for a long page than for a short one', () => {
  let t: TestWeb
  let w: CountsWorld
  const apis: Record<string, Api> = {}
  /** Empties every cache of the process, as a gap in the events does. */
  const forget: (() => void)[] = []
  before(async () => {
    t = await startTestWeb({ config: { limits: { enabled: false } } })
    const { onGap } = t.site.events
    t.site.events.onGap = (fn) => {
      forget.push(() => fn(false))
      return onGap(fn)
    }
    w = await makeCountsWorld(t)
    for (const who of ['busy', 'small', 'wary', 'cross'] as const) apis[who] = t.api(await makeToken(t.site, w[who]))
  })
  after(async () => await t?.close())

  test('every list endpoint has a scenario here, and every scenario an endpoint', () => {
    assert.ok(lists.length > 35)
    assert.deepEqual(lists.toSorted(), [...Object.keys(scenarios), ...fixedLists].toSorted())
  })

  /** The texts of the queries that a request takes, and the size of its answer. */
  const ask = async ([who, path]: [string, string]) => {
    let size = 0
    for (const empty of forget) empty()
    const ran = await statementsOf(async () => {
      const answer = await apis[who]!.get(path)
      assert.equal(answer.status, 200, `${path}: ${answer.text}`)
      size = sizeOf(answer.json)
    })
    // Not what the tail of events and the lease of ids do meanwhile.
    const queries = ran.map((one) => one.sql).filter((sql) => !/^(?:pragma|begin|commit|show|set)|"?id_slots"?|^listen/i.test(sql))
    return { size, queries }
  }

  for (const [id, asked] of Object.entries(scenarios))
    test(id, async () => {
      for (const scenario of [asked].flat()) {
        const requests = scenario(w)
        // What a process or a token does once is no part of a page.
        for (const request of [requests.few, requests.many]) await ask(request)
        const short = await ask(requests.few)
        await requests.grow?.()
        const long = await ask(requests.many)
        assert.ok(short.size > 0 && short.size <= few + 1, `${requests.few[1]}: ${short.size} things`)
        assert.ok(long.size >= (requests.least ?? many - 2), `${requests.many[1]}: ${long.size} things`)
        assert.ok(short.queries.length > 0, `${requests.few[1]}: nothing was asked`)
        assert.equal(long.queries.length, short.queries.length, `${requests.many[1]}: ${surplus(long.queries, short.queries).join('\n')}`)
      }
    })
})
