import { notFound, unprocessable } from '#base/errors.ts'
import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { pollVoted } from './polls.events.ts'
import { insertBallot, lockPoll, updatePoll } from './polls.queries.ts'
import type { Poll } from './polls.schema.ts'

/** Words of Mastodon's VoteValidator, where it has any. */
const refusal = (code: string, sentence: string) => unprocessable(code, `Validation failed: ${sentence}`)
const ended = () => refusal('poll_ended', 'The poll has already ended')
const votedAlready = () => refusal('poll_voted', 'You have already voted on this poll')
const noSuchChoice = () => refusal('poll_choice', 'The chosen vote option does not exist')
const nothingChosen = () => refusal('poll_nothing', 'Choose at least one option')
const tooManyChoices = () => refusal('poll_one', 'Only one option can be chosen in this poll')
const chosenTwice = () => refusal('poll_twice', 'The same option is chosen twice')

/**
 * Counts what an account chooses, indexes of options, in the caller's transaction; whether it may see the post is for the caller to ask. The
 * lock and the row of the voter make that each counts once, however many requests come at the same time (SEC:D11). Throws 404 for a poll that
 * is gone, 422 after its end, for a second vote, and for choices that cannot be made.
 */
export async function castBallot(
  site: Site,
  db: Db,
  vote: { pollId: number; accountId: number; choices: readonly number[] },
): Promise<void> {
  const { pollId, accountId } = vote
  const poll = await lockPoll(db, pollId)
  if (!poll) throw notFound('poll')
  if (poll.endsAt <= site.clock.now()) throw ended()
  const choices = checkChoices(poll, vote.choices)
  if (!(await insertBallot(db, { pollId, accountId, choices }))) throw votedAlready()
  const tallies = poll.tallies.map((count, i) => count + (choices.includes(i) ? 1 : 0))
  await updatePoll(db, pollId, { tallies, votersCount: poll.votersCount + 1 })
  await site.events.add(db, pollVoted, { pollId, statusId: poll.statusId })
}

function checkChoices(poll: Poll, choices: readonly number[]): number[] {
  if (choices.length === 0) throw nothingChosen()
  if (choices.some((choice) => poll.options[choice] === undefined)) throw noSuchChoice()
  if (new Set(choices).size < choices.length) throw chosenTwice()
  if (choices.length > 1 && !poll.multiple) throw tooManyChoices()
  return choices.toSorted((a, b) => a - b)
}
