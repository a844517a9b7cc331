import type { PollWish } from '#features/polls/check-poll.ts'
import type { Poll } from '#features/polls/polls.schema.ts'
import type { TypedPoll } from './typed.ts'

const filled = ({ options }: TypedPoll) => options.map((option) => option.trim()).filter((option) => option !== '')

/** The poll of a new post; undefined when no option was typed. */
export function pollWish(typed: TypedPoll): PollWish | undefined {
  const options = filled(typed)
  return options.length === 0 ? undefined : { options, lasts: typed.lasts, multiple: typed.several, hideTotals: typed.hidden }
}

/**
 * What becomes of a post's poll when it is changed: undefined = it stays as it is, null = it goes. One whose end stays ends at the same second
 * with other options. `now` in ms.
 */
export function pollChange(typed: TypedPoll, before: Poll | undefined, now: number): PollWish | null | undefined {
  const wish = pollWish(typed)
  if (!wish || !before) return wish ?? (before ? null : undefined)
  const { options, multiple, hideTotals } = wish
  const same = JSON.stringify([options, multiple, hideTotals]) === JSON.stringify([before.options, before.multiple, before.hideTotals])
  if (wish.lasts !== null) return wish
  return same ? undefined : { ...wish, lasts: Math.ceil((before.endsAt - now) / 1000) }
}
