import assert from 'node:assert/strict'
import type { NewStatus } from '#features/statuses/new-status.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { newViewer, post } from '../features/statuses/world.ts'
import type { Api, ApiAnswer } from '../api.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { idsOf } from './links.ts'

export type Somebody = Awaited<ReturnType<typeof newViewer>>

/** A house in which `reader` searches what `alice` and `bob` write. */
export interface Searching {
  t: TestWeb
  alice: Somebody
  bob: Somebody
  reader: Somebody
  app: Api
  /** An app of somebody else that may search. */
  appOf: (who: Somebody) => Promise<Api>
  /** Runs what waits: after it the index is as the posts are. */
  settle: () => Promise<unknown>
  /** Publishes a second after whatever came before, waits for the index, and answers the id. */
  written: (by: Somebody, text: string, o?: Partial<NewStatus>) => Promise<string>
  ask: (q: string, more?: string, by?: Api) => Promise<ApiAnswer['json']>
  /** Ids of the posts that are found. */
  posts: (q: string, more?: string, by?: Api) => Promise<string[]>
}

/** Starts it. */
export async function openSearching(): Promise<Searching> {
  const t = await startTestWeb()
  const alice = await newViewer(t.site, 'alice')
  const bob = await newViewer(t.site, 'bob')
  const reader = await newViewer(t.site, 'reader')
  const appOf = async (who: Somebody) => t.api(await makeToken(t.site, who, ['read:search']))
  const app = await appOf(reader)
  const settle = async () => await drainJobs(t.site, jobs)
  const ask = async (q: string, more = '', by: Api = app): Promise<ApiAnswer['json']> => {
    const answer = await by.get(`/api/v2/search?q=${encodeURIComponent(q)}${more}`)
    assert.equal(answer.status, 200, answer.text)
    return answer.json
  }
  const written = async (by: Somebody, text: string, o: Partial<NewStatus> = {}) => {
    t.clock.advance(1000)
    const id = String(await post(t.site, by, text, o))
    await settle()
    return id
  }
  const posts = async (q: string, more = '', by = app) => idsOf((await ask(q, `&type=statuses${more}`, by)).statuses)
  return { t, alice, bob, reader, app, appOf, settle, written, ask, posts }
}
