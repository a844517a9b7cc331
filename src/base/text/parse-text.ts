import type { Entity, HashtagEntity, Mention, MentionEntity } from './entities.ts'
import { findHashtags } from './find-hashtags.ts'
import { findMentions } from './find-mentions.ts'
import { findUrls } from './find-urls.ts'
import { foldHashtag } from './fold-hashtag.ts'

/** A text and what stands in it. */
export interface Parsed {
  /** The text with line ends as `\n`. */
  text: string
  /** In the order of the text; none overlaps another. */
  entities: Entity[]
  /** Everybody named, each once. */
  mentions: Mention[]
  /** Every tag once, as first typed. */
  hashtags: string[]
  /** Every address once. */
  urls: string[]
}

/** Finds addresses, mentions and hashtags. `host` is this server's own name (Config.host). Linear in the length of the text (SEC:D3). */
export function parseText(text: string, o: { host?: string } = {}): Parsed {
  const clean = text.replace(/\r\n?/g, '\n')
  const entities = apart([...findUrls(clean), ...findMentions(clean, o.host), ...findHashtags(clean)])
  const mentions = entities.filter((e): e is MentionEntity => e.kind === 'mention')
  const hashtags = entities.filter((e): e is HashtagEntity => e.kind === 'hashtag')
  return {
    text: clean,
    entities,
    mentions: once(mentions, mentionKey).map(({ username, domain }) => ({ username, domain })),
    hashtags: once(hashtags, (e) => foldHashtag(e.name)).map((e) => e.name),
    urls: [...new Set(entities.flatMap((e) => (e.kind === 'url' ? [e.url] : [])))],
  }
}

/** Two spellings of one name are one person. */
export const mentionKey = (m: Mention): string => `${m.username.toLowerCase()}@${m.domain ?? ''}`

/** In the order of the text; what begins inside another is dropped: a `#part` of an address is no tag. */
export function apart<E extends { start: number; end: number }>(entities: E[]): E[] {
  let end = 0
  return entities
    .sort((a, b) => a.start - b.start)
    .filter((entity) => {
      if (entity.start < end) return false
      end = entity.end
      return true
    })
}

function once<T>(list: T[], key: (item: T) => string): T[] {
  const seen = new Map<string, T>()
  for (const item of list) if (!seen.has(key(item))) seen.set(key(item), item)
  return [...seen.values()]
}
