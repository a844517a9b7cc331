import { jobs } from '#processes/jobs.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import type { Site } from '#platform/site.ts'
import type { Api, ApiAnswer } from '../api.ts'
import { exactly } from '../exact.ts'
import { newViewer } from '../features/statuses/world.ts'
import type { TestWeb } from '../web.ts'

export type Somebody = Awaited<ReturnType<typeof newViewer>>

/** Somebody of whom nobody has heard yet, with an app that asks with exactly the scope of each row. */
export async function fresh(t: TestWeb): Promise<{ me: Somebody; api: Api }> {
  const me = await newViewer(t.site, 'me')
  return { me, api: exactly(t, me) }
}

/** Runs what the worker would run until nothing is due. */
export const settle = async (site: Site): Promise<void> => void (await drainJobs(site, jobs))

/** Path and query of the neighbours that an answer names. */
export const neighbours = ({ headers }: ApiAnswer): { next?: string; prev?: string } =>
  Object.fromEntries(
    [...(headers.get('link') ?? '').matchAll(/<([^>]+)>; rel="(\w+)"/g)].map((found) => {
      const url = new URL(found[1]!)
      return [found[2], url.pathname + url.search]
    }),
  )

/** Walks a list from a path on by its `next` links; the answers of all pages, an empty one at the end included. */
export async function walk(api: Api, path: string): Promise<ApiAnswer[]> {
  const pages: ApiAnswer[] = []
  for (let next: string | undefined = path; next && pages.length < 100;) {
    const answer = await api.get(next)
    pages.push(answer)
    next = neighbours(answer).next
  }
  return pages
}
