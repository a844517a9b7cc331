import { setTimeout as sleep } from 'node:timers/promises'
import { type Actor, insist } from './retry.ts'

/** What somebody did and was told was done; `target` is a post or, of a follow, an account. */
export interface Deed {
  kind: 'favourite' | 'boost' | 'follow'
  accountId: number
  target: number
}

/** Likes and passes on every post as it comes, and follows one more account with each, until told to stop. */
export async function actOn(
  actor: Actor & { accountId: number },
  o: { posts: () => readonly number[]; people: readonly number[]; going: () => boolean },
): Promise<Deed[]> {
  const done: Deed[] = []
  const act = async (kind: Deed['kind'], target: number, path: string) => {
    if (await insist(actor, path)) done.push({ kind, accountId: actor.accountId, target })
  }
  for (let n = 0; o.going();) {
    const post = o.posts()[n]
    if (post === undefined) {
      await sleep(5)
      continue
    }
    await act('favourite', post, `/api/v1/statuses/${post}/favourite`)
    await act('boost', post, `/api/v1/statuses/${post}/reblog`)
    const person = o.people[n]
    if (person !== undefined) await act('follow', person, `/api/v1/accounts/${person}/follow`)
    n++
  }
  return done
}
