import type { Road } from './roads.ts'

/** The poll of a post; that of no post is none. */
const pollOf = (id: number, polls: ReadonlyMap<number, number>) => polls.get(id) ?? id

/** By which a post gets out as the poll that it asks. */
export const pollRoads: readonly Road[] = [
  {
    name: 'GET /api/v1/polls/:id',
    kind: 'address',
    path: (id, cast) => `/api/v1/polls/${pollOf(id, cast.polls)}`,
    async look({ web, tokens, posts, polls }, looker, post) {
      const { status } = await web.api(tokens[looker]).get(`/api/v1/polls/${pollOf(posts[post], polls)}`)
      return status === 200 ? 'seen' : status === 404 ? 'hidden' : (status as 401 | 403 | 422)
    },
  },
  {
    name: 'POST /api/v1/polls/:id/votes',
    kind: 'address',
    async look({ web, tokens, posts, polls }, looker, post) {
      const answer = await web.api(tokens[looker]).post(`/api/v1/polls/${pollOf(posts[post], polls)}/votes`, { body: { choices: [0] } })
      // Whose post it is sees it, but has no vote in it.
      if (answer.status === 422 && /own polls/.test(answer.json.error)) return 'seen'
      return answer.status === 200 ? 'seen' : answer.status === 404 ? 'hidden' : (answer.status as 401 | 403 | 422)
    },
  },
]
