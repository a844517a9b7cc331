import type { Viewer } from '#base/viewer.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { allEmojis } from '#features/emojis/emojis.queries.ts'
import { blocksBetween } from '#features/relationships/relationships.queries.ts'
import { searchAccounts } from '#features/relationships/search-accounts.ts'
import { searchTags } from '#features/search/search-tags.ts'
import type { Site } from '#platform/site.ts'
import { findEmoji } from './find-emoji.ts'
import { emojiSuggestions, personSuggestion, type SuggestionView, tagSuggestion } from './suggestions.html.ts'

/** What a word begins with that can be completed. */
export type SuggestKey = '@' | '#' | ':'

const most = 6

/** What a word that is being typed may become: people whom the viewer may find and who have not blocked them, hashtags that everybody may know of, emoji. Best first. */
export async function suggest(site: Site, viewer: Viewer, { key, text }: { key: SuggestKey; text: string }): Promise<SuggestionView[]> {
  const db = site.store.read
  const wish = { text, limit: most, offset: 0 }
  switch (key) {
    case '@': {
      // Some may fall out.
      const ids = await searchAccounts(site, viewer, { ...wish, limit: 2 * most })
      const { blockedBy } = await blocksBetween(db, viewer.accountId, ids)
      const shown = ids.filter((id) => !blockedBy.has(id)).slice(0, most)
      const accounts = await loadAccounts(db, shown)
      return shown.flatMap((id) => accounts.get(id) ?? []).map(personSuggestion)
    }
    case '#':
      return (await searchTags(site, viewer, wish)).map(tagSuggestion)
    case ':':
      return emojiSuggestions(findEmoji(await allEmojis(db), viewer.locale, text, most))
  }
}
