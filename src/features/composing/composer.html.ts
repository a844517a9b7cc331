import { languageChoices, languageName } from '#base/text/languages.ts'
import { personView } from '#features/accounts/accounts.html.ts'
import { descriptionLimit, pollLimits, statusLimits } from '#features/instance/limits.ts'
import type { Media } from '#features/media/media.schema.ts'
import { momentView, type Typing } from '#features/scheduled/scheduled.html.ts'
import type { TypedMoment } from '#features/scheduled/typed-moment.ts'
import { startHtml } from '#features/statuses/statuses.html.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'
import { audienceChoices } from './audience-choices.ts'
import { type Faults, noFaults } from './composer-faults.ts'
import { type FileSlot, fileSlots, keptViews } from './kept-pictures.html.ts'
import type { Typed, TypedPoll } from './typed.ts'

export interface ComposerOptions {
  action: string
  typed: Typed
  /** Rows of the pictures that are uploaded. */
  media?: readonly Media[]
  /** File fields of a refused post that kept their words. */
  slots?: readonly FileSlot[]
  /** What is wrong with what is said of an uploaded picture, by its id. */
  pictureFaults?: ReadonlyMap<number, string>
  /** Characters. */
  limit: number
  /** Makes a second sending of this very form harmless; '' where that needs no help. */
  once: string
  /** Under which the browser keeps what is typed; '' = not at all. */
  draft: string
  answering?: StatusParts
  /** The post that goes when this one is there. */
  insteadOf?: number
  /** The post for later that does. */
  insteadOfLater?: number
  /** Who types and when, for a post that may be published later; absent where it may not. */
  typing?: Typing
  /** The audience stays as it is: a change. True, or `named` for a post for named people. */
  fixed?: boolean | 'named'
  /** Where "Cancel" leads; '' = no such link. */
  back?: string
  /** Which part is open at the beginning; those with something in them are. */
  open?: string
  faults?: Faults
}

/** A choice of how long a poll lasts; `key` and `count` make its words. */
interface Duration {
  seconds: number
  key: string
  count: number
  chosen: boolean
}

const minute = 60
const hour = 60 * minute
const day = 24 * hour
/** Mastodon's choices, and two longer ones. */
const durations = [5 * minute, 30 * minute, hour, 6 * hour, 12 * hour, day, 3 * day, 7 * day, 14 * day, 30 * day]

const durationView = (seconds: number, chosen: number | null): Duration => {
  const [key, unit] = seconds < hour ? ['minutes', minute] : seconds < day ? ['hours', hour] : ['days', day]
  return { seconds, key: `composer.${key}`, count: seconds / unit, chosen: seconds === chosen }
}

/** The fields of a poll; always as many as there may be options. */
const pollFields = (poll: TypedPoll, fixed: boolean) => ({
  asked: poll.options.some((option) => option.trim() !== ''),
  options: Array.from({ length: pollLimits.max_options }, (_, i) => ({ nth: i + 1, text: poll.options[i] ?? '', needed: i < 2 })),
  longest: pollLimits.max_characters_per_option,
  durations: durations.map((seconds) => durationView(seconds, poll.lasts)),
  /** Its end can stay as it is. */
  keeps_end: fixed && poll.lasts === null,
  fixed,
  several: poll.several,
  hidden: poll.hidden,
})

/** The fields of a post for later: what `partials/moment.hbs` shows, and whether they are ticked and open. */
const laterView = (later: TypedMoment, typing: Typing, fault: string, open: string) => ({
  on: later.on || later.at !== '',
  open: later.on || later.at !== '' || fault !== '' || open === 'later',
  moment: momentView(later, typing, fault),
})

/** The composer as `partials/composer.hbs` and `partials/quick.hbs` show it. */
export function composerView(o: ComposerOptions) {
  const { typed, answering, open = '', slots = [] } = o
  const faults = o.faults ?? noFaults
  const fixed = Boolean(o.fixed)
  const pictures = keptViews(o.media ?? [], typed.pictures, o.pictureFaults)
  const poll = pollFields(typed.poll, fixed)
  const audiences = fixed ? [] : audienceChoices(typed.audience, answering)
  return {
    action: o.action,
    once: o.once,
    limit: o.limit,
    draft: o.draft,
    answering: answering
      ? {
          id: String(answering.status.id),
          name_html: personView(answering.account).name_html,
          at: answering.status.createdAt,
          language: answering.status.language ?? '',
          text_html: startHtml(answering, 300),
        }
      : null,
    instead_of: o.insteadOf === undefined ? '' : String(o.insteadOf),
    instead_of_later: o.insteadOfLater === undefined ? '' : String(o.insteadOfLater),
    later: o.typing && !fixed && o.insteadOf === undefined ? laterView(typed.later, o.typing, faults.later, open) : null,
    audiences,
    // Who answers in a conversation of named people has no choice, and is told all the same.
    named_only: o.fixed === 'named' || (answering?.status.audience === 'named' && audiences.length === 1),
    fixed,
    text: typed.text,
    warning: typed.warning,
    warning_open: typed.warning !== '' || open === 'warning',
    language: typed.language,
    language_name: languageName(typed.language),
    languages: languageChoices(typed.language),
    language_open: open === 'language',
    pictures,
    slots: fileSlots(slots, pictures.length),
    most_pictures: statusLimits.max_media_attachments,
    alt_longest: descriptionLimit,
    sensitive: typed.sensitive,
    pictures_open: pictures.length > 0 || slots.length > 0 || faults.pictures !== '' || open === 'pictures',
    poll,
    poll_open: poll.asked || faults.poll !== '' || open === 'poll',
    back: o.back ?? '',
    faults,
  }
}

/** How an answer begins: with whom it answers and whom that one named, each to be told. */
export function namesFor(answering: StatusParts, me: number): string {
  const others = [answering.account, ...answering.mentions].filter(({ account }) => account.id !== me)
  const names = [...new Set(others.map((one) => `@${personView(one).username} `))]
  return names.join('')
}
