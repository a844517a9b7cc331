import { type FieldFault, invalid } from '#base/errors.ts'
import { countGraphemes } from '#base/text/count-chars.ts'
import { pollLimits } from '#features/instance/limits.ts'

/** A poll as its author wants it. */
export interface PollWish {
  options: readonly string[]
  /** Seconds from the moment of posting; null = nobody said. */
  lasts: number | null
  multiple: boolean
  hideTotals: boolean
}

const { max_options: most, max_characters_per_option: longest, min_expiration: shortest, max_expiration: farthest } = pollLimits

const fault = (error: FieldFault['error'], description: string): FieldFault => ({ error, description })

/** Mastodon's rules and words for polls (its PollOptionsValidator and PollExpirationValidator). */
function faultsOf(options: readonly string[], lasts: number | null) {
  const ofOptions = [
    ...(options.length < 2 ? [fault('ERR_TOO_FEW', 'Poll options must have more than one item')] : []),
    ...(options.length > most ? [fault('ERR_TOO_MANY', `Poll options can't contain more than ${most} items`)] : []),
    ...(options.some((option) => countGraphemes(option) > longest)
      ? [fault('ERR_TOO_LONG', `Poll options cannot be longer than ${longest} characters each`)]
      : []),
    ...(new Set(options).size < options.length ? [fault('ERR_DUPLICATE', 'Poll options contain duplicate items')] : []),
  ]
  const ofEnd =
    lasts === null
      ? [fault('ERR_BLANK', "Poll end can't be blank")]
      : lasts < shortest
        ? [fault('ERR_TOO_SOON', 'Poll end is too soon')]
        : lasts > farthest
          ? [fault('ERR_TOO_FAR', 'Poll end is too far into the future')]
          : []
  return { ...(ofOptions.length > 0 ? { poll_options: ofOptions } : {}), ...(ofEnd.length > 0 ? { poll_expires_in: ofEnd } : {}) }
}

/**
 * The poll of a wish: options without spaces around them, and without empty ones. Throws 422 for fewer than two or more than four options, for
 * one that is too long or stands twice, for an end that is missing, in less than five minutes or in more than a month.
 */
export function checkPoll(wish: PollWish): PollWish & { options: string[]; lasts: number } {
  const options = wish.options.map((option) => option.trim()).filter((option) => option !== '')
  const { lasts } = wish
  const faults = faultsOf(options, lasts)
  if (lasts === null || Object.keys(faults).length > 0) throw invalid(faults)
  return { ...wish, options, lasts }
}
