import assert from 'node:assert/strict'
import type { Viewer } from '#base/viewer.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import type { Api, ApiAnswer } from '../api.ts'
import { makePerson, makeToken } from '../people.ts'
import { quarters } from '../pictures.ts'
import type { TestWeb } from '../web.ts'

const png = await quarters().png().toBuffer()
let planners = 0

export const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
export const list = '/api/v1/scheduled_statuses'
export const one = (id: string | number) => `${list}/${id}`
export const byNumber = (a: number, b: number) => a - b

/** Somebody who schedules posts, somebody else, and what the tests do with them. */
export interface Planner {
  alice: Viewer
  api: Api
  other: Api
  /** The moment so many ms ahead, as apps write it. */
  iso(ahead: number): string
  send(ahead: number, more?: object, headers?: Record<string, string>, by?: Api): Promise<ApiAnswer>
  /** Schedules a post, which must be taken, and answers its id. */
  scheduled(ahead: number, more?: object): Promise<string>
  upload(by?: Api): Promise<{ id: string; url: string }>
  /** Runs what is due. */
  work(): Promise<void>
  /** What alice has published. */
  // oxlint-disable-next-line typescript/no-explicit-any
  posts(): Promise<any>
}

export async function makePlanner(t: TestWeb): Promise<Planner> {
  const n = ++planners
  const alice = await makePerson(t.site, `alice_${n}`)
  const api = t.api(await makeToken(t.site, alice))
  const other = t.api(await makeToken(t.site, await makePerson(t.site, `bob_${n}`)))
  const iso = (ahead: number) => new Date(t.clock.now() + ahead).toISOString()
  const send: Planner['send'] = async (ahead, more = {}, headers = {}, by = api) =>
    await by.post('/api/v1/statuses', { body: { status: 'later', scheduled_at: iso(ahead), ...more }, headers })
  return {
    alice,
    api,
    other,
    iso,
    send,
    async scheduled(ahead, more = {}) {
      const answer = await send(ahead, more)
      assert.deepEqual([answer.status, answer.json.scheduled_at], [200, iso(ahead)], answer.text)
      return String(answer.json.id)
    },
    async upload(by = api) {
      const form = new FormData()
      form.set('file', new File([new Uint8Array(png)], 'x.png', { type: 'image/png' }))
      return (await by.post('/api/v2/media', { body: form })).json as { id: string; url: string }
    },
    work: async () => void (await drainJobs(t.site, jobs)),
    posts: async () => (await api.get(`/api/v1/accounts/${alice.accountId}/statuses`)).json,
  }
}
