import { escapeHtml } from '#base/html/escape.ts'
import { withEmojis } from '#features/emojis/emojis.html.ts'
import type { Version } from './history.ts'

/** What a post said at one time: `pages/history.hbs`. */
export interface VersionView {
  /** Locale key: now, first, or between. */
  key: string
  /** ms. */
  at: number
  /** Escaped, with its emoji. */
  warning_html: string
  /** BCP 47, or ''. */
  language: string
  html: string
  options: { html: string }[]
}

/** The versions of a post, given with the oldest first, as its page shows them: the present one on top. */
export const historyViews = (versions: readonly Version[], language: string): VersionView[] =>
  versions
    .map(({ createdAt, warning, content, pollOptions, emojis }, i) => ({
      key: i === versions.length - 1 ? 'history.now' : i === 0 ? 'history.first' : 'history.then',
      at: createdAt,
      warning_html: withEmojis(escapeHtml(warning), emojis),
      language,
      html: withEmojis(content, emojis),
      options: (pollOptions ?? []).map((option) => ({ html: withEmojis(escapeHtml(option), emojis) })),
    }))
    .toReversed()
