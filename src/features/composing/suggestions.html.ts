import { type FaceView, personView } from '#features/accounts/accounts.html.ts'
import type { AccountParts } from '#features/accounts/accounts.json.ts'
import { emojiPicture } from '#features/emojis/emojis.html.ts'
import type { TagParts } from '#features/tags/tags.json.ts'
import type { FoundEmojis } from './find-emoji.ts'

/** One thing to choose while typing, as `pages/suggestions.hbs` shows it. */
export interface SuggestionView {
  /** What comes into the text. */
  value: string
  face: FaceView | null
  /** Escaped. */
  picture_html: string
  /** Escaped. */
  name_html: string
  /** Beside the name; '' = nothing. */
  note: string
}

const plain = { face: null, picture_html: '', name_html: '', note: '' }

/** A person: picture, name, and what tells two of the same name apart. */
export function personSuggestion(parts: AccountParts): SuggestionView {
  const { face, name_html, username, role } = personView(parts)
  return { ...plain, value: `@${username}`, face, name_html, note: role ? `@${username}, ${role}` : `@${username}` }
}

/** A hashtag as it was first written. */
export const tagSuggestion = ({ display }: Pick<TagParts, 'display'>): SuggestionView => ({
  ...plain,
  value: `#${display}`,
  note: `#${display}`,
})

/** Emoji: those of the company by their name between colons, the others by themselves. */
export const emojiSuggestions = ({ own, others }: FoundEmojis): SuggestionView[] => [
  ...own.map((emoji) => ({ ...plain, value: `:${emoji.shortcode}:`, picture_html: emojiPicture(emoji), note: `:${emoji.shortcode}:` })),
  ...others.map(({ emoji, name }) => ({ ...plain, value: emoji, picture_html: emoji, note: name })),
]
