import { escapeHtml } from '#base/html/escape.ts'
import { withEmojis } from '#features/emojis/emojis.html.ts'
import { type PollParts, type PollStand, showsTotals } from './polls.json.ts'

/** An option as `partials/poll.hbs` shows it. */
export interface OptionView {
  index: number
  title: string
  /** The same with its emoji, escaped. */
  title_html: string
  /** Share of the voters who chose it, 0 to 100; null while the numbers are kept back. */
  percent: number | null
  /** The reader has chosen it. */
  mine: boolean
}

/** What `partials/poll.hbs` shows. */
export interface PollView {
  id: string
  /** Name of the author. */
  by: string
  /** The reader can vote: a form; else the result. */
  open: boolean
  multiple: boolean
  /** The numbers come at the end. */
  hidden: boolean
  ended: boolean
  /** ms. */
  ends_at: number
  voters: number
  options: OptionView[]
}

/** A poll as its partial shows it to one reader. In a poll with several choices the shares are of the voters, so they exceed 100 together. */
export function pollView(parts: PollParts, { votes, mine }: PollStand, by: string): PollView {
  const { poll, ended } = parts
  const hidden = !showsTotals(parts)
  const percentOf = (count: number) => (poll.votersCount === 0 ? 0 : Math.round((100 * count) / poll.votersCount))
  return {
    id: String(poll.id),
    by,
    open: !ended && !mine && votes === null,
    multiple: poll.multiple,
    hidden,
    ended,
    ends_at: poll.endsAt,
    voters: poll.votersCount,
    options: poll.options.map((title, index) => ({
      index,
      title,
      title_html: withEmojis(escapeHtml(title), parts.emojis),
      percent: hidden ? null : percentOf(poll.tallies[index] ?? 0),
      mine: votes?.includes(index) ?? false,
    })),
  }
}
