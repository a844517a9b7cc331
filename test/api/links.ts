import type { Api, ApiAnswer } from '../api.ts'

/** Addresses of a Link header by their relation. */
export const linksOf = (headers: Headers): Record<string, URL | undefined> =>
  Object.fromEntries([...(headers.get('link') ?? '').matchAll(/<([^>]+)>; rel="(\w+)"/g)].map((found) => [found[2], new URL(found[1]!)]))

export const idsOf = (json: { id: string }[]): string[] => json.map((one) => one.id)

/** Walks a list by its links as apps do, from its first page on: the answers in their order, and the way back up from the last of them. */
export async function walk(app: Api, path: string): Promise<{ ids: string[]; back: string | undefined; answers: ApiAnswer[] }> {
  const [ids, answers]: [string[], ApiAnswer[]] = [[], []]
  let back: string | undefined
  for (let next: string | undefined = path; next;) {
    const answer = await app.get(next)
    answers.push(answer)
    ids.push(...idsOf(answer.json))
    const { next: further, prev } = linksOf(answer.headers)
    if (prev) back = prev.pathname + prev.search
    next = further && further.pathname + further.search
  }
  return { ids, back, answers }
}
