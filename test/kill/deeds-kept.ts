import { inArray, isNotNull, sql } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { notifications } from '#features/notifications/notifications.schema.ts'
import { pollBallots, polls } from '#features/polls/polls.schema.ts'
import { follows } from '#features/relationships/relationships.schema.ts'
import { favourites } from '#features/statuses/marks.schema.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import type { Site } from '#platform/site.ts'
import type { Deed } from './deeds.ts'

const count = sql<number>`count(*)`.mapWith(Number)
const nameOf = (kind: string, from: number, target: number) => `${kind} of ${target} by ${from}`

/** One line for each deed that is missing, not told or told twice, and for each counter that does not say what is there. */
export async function deedFaults(site: Site, done: readonly Deed[]): Promise<string[]> {
  const db = site.store.read
  const liked = await db.select().from(favourites)
  const boosts = await db.select().from(statuses).where(isNotNull(statuses.boostOfId))
  const ballots = await db.select().from(pollBallots)
  const actors = [...new Set(done.map((deed) => deed.accountId))]
  const followed = await db.select().from(follows).where(inArray(follows.accountId, actors))
  const kept = new Set([
    ...liked.map((row) => nameOf('favourite', row.accountId, row.statusId)),
    ...boosts.map((row) => nameOf('boost', row.accountId, row.boostOfId!)),
    ...followed.map((row) => nameOf('follow', row.accountId, row.targetId)),
    ...ballots.map((row) => nameOf('vote', row.accountId, row.pollId)),
  ])
  const told = new Map<string, number>()
  const kinds = { favourite: 'favourite', reblog: 'boost', follow: 'follow' } as const
  for (const row of await db.select().from(notifications)) {
    const kind = kinds[row.type as keyof typeof kinds] as Deed['kind'] | undefined
    if (!kind) continue
    const name = nameOf(kind, row.fromAccountId, kind === 'follow' ? row.accountId : row.statusId!)
    told.set(name, (told.get(name) ?? 0) + 1)
  }
  return [
    ...done
      .map((deed) => nameOf(deed.kind, deed.accountId, deed.target))
      .flatMap((name) => [
        ...(kept.has(name) ? [] : [`${name} is missing`]),
        // Nobody is told of a vote.
        ...(told.get(name) === 1 || name.startsWith('vote') ? [] : [`${name} is told ${told.get(name) ?? 0} times`]),
      ]),
    ...[...told.keys()].filter((name) => !kept.has(name)).map((name) => `${name} is told and is not there`),
    ...(await countFaults(site)),
    ...(await tallyFaults(site)),
  ]
}

/** Ballots against what their polls have counted. */
async function tallyFaults(site: Site): Promise<string[]> {
  const db = site.store.read
  const ballots = Map.groupBy(await db.select().from(pollBallots), (row) => row.pollId)
  return (await db.select().from(polls)).flatMap((poll) => {
    const cast = ballots.get(poll.id) ?? []
    const real = poll.options.map((_, i) => cast.filter((row) => row.choices.includes(i)).length)
    const right = poll.votersCount === cast.length && poll.tallies.every((n, i) => n === real[i])
    return right ? [] : [`poll ${poll.id} says ${poll.votersCount}: ${poll.tallies.join()} of ${cast.length}: ${real.join()}`]
  })
}

async function countFaults(site: Site): Promise<string[]> {
  const db = site.store.read
  const tally = (rows: readonly { id: number | null; n: number }[]) => new Map(rows.map((row) => [row.id!, row.n]))
  const liked = tally(await db.select({ id: favourites.statusId, n: count }).from(favourites).groupBy(favourites.statusId))
  const boosted = tally(await db.select({ id: statuses.boostOfId, n: count }).from(statuses).groupBy(statuses.boostOfId))
  const following = tally(await db.select({ id: follows.accountId, n: count }).from(follows).groupBy(follows.accountId))
  const followers = tally(await db.select({ id: follows.targetId, n: count }).from(follows).groupBy(follows.targetId))
  const posts = await db.select().from(statuses)
  const people = await db.select().from(accounts)
  const differ = (what: string, id: number, said: number, real: Map<number, number>) =>
    said === (real.get(id) ?? 0) ? [] : [`${what} of ${id} says ${said} of ${real.get(id) ?? 0}`]
  return [
    ...posts.flatMap((row) => differ('favourites_count', row.id, row.favouritesCount, liked)),
    ...posts.flatMap((row) => differ('boosts_count', row.id, row.boostsCount, boosted)),
    ...people.flatMap((row) => differ('following_count', row.id, row.followingCount, following)),
    ...people.flatMap((row) => differ('followers_count', row.id, row.followersCount, followers)),
  ]
}
