import { checkPoll } from '#features/polls/check-poll.ts'
import { picturesOrPoll } from '#features/polls/pictures-or-poll.ts'
import type { Site } from '#platform/site.ts'
import { type Composed, composeText } from './compose-text.ts'
import type { NewStatus } from './new-status.ts'

/** Checks what a post says and asks, as far as it needs no transaction, and makes its words ready. Throws 422 as `composeText` and `checkPoll`. */
export async function composeWish(site: Site, wish: NewStatus): Promise<Composed> {
  const { mediaIds = [], poll } = wish
  if (poll) picturesOrPoll(mediaIds)
  const words = await composeText(site, { ...wish, bare: mediaIds.length > 0 })
  if (poll) checkPoll(poll)
  return words
}
