import { invalid } from '#base/errors.ts'
import type { Upload } from '#base/upload.ts'
import type { PostingDefaults } from '#features/accounts/posting-defaults.queries.ts'
import type { ScheduledParts } from '#features/scheduled/scheduled.json.ts'
import { noMoment, typedMoment, type TypedMoment } from '#features/scheduled/typed-moment.ts'
import type { AudienceWish } from '#features/statuses/new-status.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'

/** The audiences of the pages. `quiet`: everyone, but not in the feed. `group`: that of a post which is written anew; new ones join with the groups' own pages. */
export type ChosenAudience = 'everyone' | 'quiet' | 'followers' | 'named' | 'group'

/** A picture that is uploaded already: loose, or hanging on the post that is changed. */
export interface TypedPicture {
  id: number
  alt: string
}

/** A picture that came with the form, in one of its file fields. */
export interface SentPicture {
  file?: Upload
  alt: string
}

/** A poll as it is being typed; without options there is none. */
export interface TypedPoll {
  options: readonly string[]
  /** Seconds; null = it ends when it would have ended anyway. */
  lasts: number | null
  several: boolean
  hidden: boolean
}

/** What a person has typed so far. */
export interface Typed {
  text: string
  warning: string
  /** BCP 47; '' = none. */
  language: string
  audience: ChosenAudience
  /** The pictures are shown only to who asks for them. */
  sensitive: boolean
  pictures: readonly TypedPicture[]
  poll: TypedPoll
  /** When it shall be published. */
  later: TypedMoment
}

/** Seconds that a poll lasts unless somebody chooses otherwise: a day, as in Mastodon. */
export const usualPoll = 86_400

export const noPoll: TypedPoll = { options: [], lasts: usualPoll, several: false, hidden: false }

/** An empty sheet, as its author has set for all posts. */
export const blankSheet = (usual: PostingDefaults, locale: string): Typed => ({
  text: '',
  warning: '',
  language: usual.language ?? locale,
  audience: usual.audience === 'everyone' && !usual.listed ? 'quiet' : usual.audience,
  sensitive: usual.sensitive,
  pictures: [],
  poll: noPoll,
  later: noMoment,
})

/** A post as it could be typed again. Its poll ends when it does; `anew`: it would begin again, so it lasts a day. */
export function sheetOf({ status, media, poll }: StatusParts, o: { anew: boolean }): Typed {
  const asked = poll?.poll
  return {
    text: status.text,
    warning: status.warning,
    language: status.language ?? '',
    audience: status.audience === 'everyone' && !status.listed ? 'quiet' : status.audience,
    sensitive: status.sensitive && status.warning === '',
    pictures: media.map(({ id, alt }) => ({ id, alt: alt ?? '' })),
    poll: asked ? { options: asked.options, lasts: o.anew ? usualPoll : null, several: asked.multiple, hidden: asked.hideTotals } : noPoll,
    later: noMoment,
  }
}

const chosenAudience = (wish: AudienceWish | null): ChosenAudience =>
  wish?.kind === 'everyone' && !wish.listed ? 'quiet' : (wish?.kind ?? 'named')

/** A post for later as it could be typed again, by the clock of a zone; `now` in ms. */
export function sheetOfWaiting({ row, media }: ScheduledParts, zone: string, now: number): Typed {
  const { text, warning, language, audience, sensitive, poll } = row.wish
  return {
    text,
    warning,
    language: language ?? '',
    audience: chosenAudience(audience),
    sensitive: sensitive === true && warning === '',
    pictures: media.map(({ id, alt }) => ({ id, alt: alt ?? '' })),
    poll: poll ? { options: poll.options, lasts: poll.lasts, several: poll.multiple, hidden: poll.hideTotals } : noPoll,
    later: typedMoment(row.dueAt, zone, now),
  }
}

/** The audience in the words of the verbs; `groupId`: the group of the post that is written anew. Throws 422 when nobody has said which group. */
export function audienceWish(audience: ChosenAudience, groupId: number | null): AudienceWish {
  if (audience === 'everyone' || audience === 'quiet') return { kind: 'everyone', listed: audience === 'everyone' }
  if (audience !== 'group') return { kind: audience }
  if (groupId === null) throw invalid({ audience: [{ error: 'ERR_INCLUSION', description: 'Audience is not one of those here' }] })
  return { kind: 'group', groupId }
}
