/** Places in a text, in UTF-16 units: `start` included, `end` not. */
interface Place {
  start: number
  end: number
}

export interface UrlEntity extends Place {
  kind: 'url'
  /** As it was typed. */
  url: string
}

/** Whom a text names. */
export interface Mention {
  /** As typed, without the `@`. */
  username: string
  /** Lower case; null for an account of this server. */
  domain: string | null
}

export interface MentionEntity extends Place, Mention {
  kind: 'mention'
}

export interface HashtagEntity extends Place {
  kind: 'hashtag'
  /** As typed, without the `#`; `foldHashtag` makes the key of it. */
  name: string
}

export type Entity = UrlEntity | MentionEntity | HashtagEntity
