import { setTimeout as sleep } from 'node:timers/promises'
import { type Actor, insist } from './retry.ts'

/** What is done in the kill loop beside writing. */
export const deedKinds = ['favourite', 'boost', 'follow', 'vote'] as const

/** What somebody did and was told was done; `target` is a post; of a follow an account, of a vote a poll. */
export interface Deed {
  kind: (typeof deedKinds)[number]
  accountId: number
  target: number
}

/** A post that can be acted on, with its poll. */
export interface Target {
  id: number
  pollId: number
}

/**
 * Likes and passes on every post as it comes, votes in its poll, and follows one more account with each, until told to stop. What was
 * acknowledged joins `done`.
 */
export async function actOn(
  actor: Actor & { accountId: number },
  o: { posts: () => readonly Target[]; people: readonly number[]; going: () => boolean; done: Deed[] },
): Promise<void> {
  const act = async (kind: Deed['kind'], target: number, path: string, how: Parameters<typeof insist>[2] = {}) => {
    if (await insist(actor, path, how)) o.done.push({ kind, accountId: actor.accountId, target })
  }
  for (let n = 0; o.going();) {
    const post = o.posts()[n]
    if (post === undefined) {
      await sleep(5)
      continue
    }
    await act('favourite', post.id, `/api/v1/statuses/${post.id}/favourite`)
    await act('boost', post.id, `/api/v1/statuses/${post.id}/reblog`)
    // A vote that was counted before its answer was lost is refused the next time.
    await act('vote', post.pollId, `/api/v1/polls/${post.pollId}/votes`, { body: { choices: [n % 2] }, taken: [422] })
    const person = o.people[n]
    if (person !== undefined) await act('follow', person, `/api/v1/accounts/${person}/follow`)
    n++
  }
}
