import { unprocessable, invalid } from '#base/errors.ts'
import { renderText } from '#base/html/render-text.ts'
import { sanitise } from '#base/html/sanitise.ts'
import { countChars } from '#base/text/count-chars.ts'
import type { Mention } from '#base/text/entities.ts'
import { foldHashtag } from '#base/text/fold-hashtag.ts'
import { mentionKey, parseText } from '#base/text/parse-text.ts'
import { type AccountParts, loadAccounts } from '#features/accounts/accounts.json.ts'
import { accountIdByName } from '#features/accounts/accounts.queries.ts'
import { accountUrl } from '#features/accounts/addresses.ts'
import { maxCharacters } from '#features/settings/known-settings.ts'
import { readSetting } from '#features/settings/read-setting.ts'
import type { Site } from '#platform/site.ts'
import { tagUrl } from './addresses.ts'
import { usualContent } from './content.ts'

/** Most people that one post may name, and most hashtags (SEC:D1). */
const most = 100

/** 422: a post of nothing. */
export const blankText = () => invalid({ text: [{ error: 'ERR_BLANK', description: "Text can't be blank" }] })

/** A text made ready to be stored. */
export interface Composed {
  text: string
  warning: string
  /** Sanitised HTML, or '' where `contentOf` makes it of the text. */
  content: string
  /** Accounts named in the text, each once. */
  named: number[]
  hashtags: { name: string; display: string }[]
}

/**
 * Parses, counts and renders the words of a post. Not to be called inside `tx`. A warning without a text becomes the text, as in Mastodon.
 * `bare`: something else than words stands in the post, so it may have none.
 * Throws 422 for nothing at all, for more than the setting `statuses.maxCharacters`, and for more than 100 names or hashtags.
 */
export async function composeText(site: Site, words: { text: string; warning: string; bare?: boolean }): Promise<Composed> {
  const bare = words.text.trim() === ''
  const parsed = parseText((bare ? words.warning : words.text).trim(), { host: site.config.host })
  const warning = bare ? '' : words.warning.trim()
  if (parsed.text === '' && !words.bare) throw blankText()
  const limit = await readSetting(site, maxCharacters)
  if (countChars(parsed.text, warning) > limit)
    throw invalid({ text: [{ error: 'ERR_TOO_LONG', description: `Text character limit of ${limit} exceeded` }] })
  if (parsed.mentions.length > most) throw unprocessable('too_many_names', `A post can name at most ${most} people`, { params: { most } })
  if (parsed.hashtags.length > most)
    throw unprocessable('too_many_hashtags', `A post can have at most ${most} hashtags`, { params: { most } })

  const people = await findPeople(site, parsed.mentions)
  const { url } = site.config
  const html = renderText(parsed, {
    accountUrl: (mention) => {
      const found = people.get(mentionKey(mention))
      return found && accountUrl(url, found.account)
    },
    tagUrl: (tag) => tagUrl(url, foldHashtag(tag)),
  })
  return {
    text: parsed.text,
    warning,
    content: html === usualContent(site.config, parsed.text) ? '' : sanitise(html),
    named: [...people.values()].map(({ account }) => account.id),
    hashtags: parsed.hashtags.map((display) => ({ name: foldHashtag(display), display })),
  }
}

/** The living accounts of this server behind names, by `mentionKey`. Names of other servers are nobody's here. */
async function findPeople(site: Site, mentions: readonly Mention[]): Promise<Map<string, AccountParts>> {
  const ids = new Map<string, number>()
  for (const mention of mentions) {
    const id = mention.domain === null ? await accountIdByName(site.store.read, mention.username) : undefined
    if (id !== undefined) ids.set(mentionKey(mention), id)
  }
  const accounts = await loadAccounts(site.store.read, [...ids.values()])
  const people = new Map<string, AccountParts>()
  for (const [key, id] of ids) {
    const parts = accounts.get(id)
    if (parts && parts.account.suspendedAt === null) people.set(key, parts)
  }
  return people
}
