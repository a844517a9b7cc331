import assert from 'node:assert/strict'
import { after, before, beforeEach, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { type Cast, gather, lookers, posts } from './cast.ts'
import { expected } from './expected.ts'
import { roads } from './roads.ts'

/** Shaped like an id of these days, and nobody's. */
const missing = idAt(testStart + 86_400_000)

// SEC:V3 SEC:V4 SEC:V6 SEC:V13 SEC:V19 SEC:V23 SEC:V24 SEC:R7 SEC:A12
suite('the visibility matrix', () => {
  let web: TestWeb
  let cast: Cast
  before(async () => {
    web = await startTestWeb()
    cast = await gather(web)
  })
  after(async () => await web.close())

  // Each road in a window of its own: there are more looks than a token has calls.
  beforeEach(() => web.clock.advance(300_000))

  for (const road of roads)
    test(`${road.name}: every post is seen by exactly those it is for`, async () => {
      const table = async (cell: (looker: (typeof lookers)[number], post: (typeof posts)[number]) => unknown) => {
        const rows: Record<string, Record<string, unknown>> = {}
        for (const post of posts) {
          const row: Record<string, unknown> = {}
          for (const looker of lookers) row[looker] = await cell(looker, post)
          rows[post] = row
        }
        return rows
      }
      assert.deepEqual(
        await table(async (looker, post) => await road.look(cast, looker, post)),
        await table((looker, post) => expected(looker, post, road.kind)),
      )
    })

  for (const { name, path } of roads)
    if (path)
      test(`${name}: what is hidden and what is not there are the same answer in every language`, async () => {
        for (const language of ['en', 'de', 'fr'])
          for (const looker of lookers)
            for (const post of posts) {
              if (expected(looker, post, 'address') !== 'hidden') continue
              const ask = async (id: number) => {
                const answer = await web.api(cast.tokens[looker]).get(path(id, cast), { headers: { 'accept-language': language } })
                const headers = [...answer.headers].filter(([key]) => !/^(?:date|x-request-id|x-ratelimit-.*)$/.test(key))
                return { status: answer.status, text: answer.text, headers }
              }
              const hidden = await ask(cast.posts[post])
              assert.equal(hidden.status, 404)
              assert.deepEqual(hidden, await ask(missing))
            }
      })
})
