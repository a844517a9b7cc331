import type { MentionEntity } from './entities.ts'

// Each repetition needs a character that the one before cannot take, and nothing is demanded after one: linear (SEC:D3).
const mention =
  /(?<![=/\p{L}\p{M}\p{Nd}\p{Pc}])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)(?:@([\p{L}\p{M}\p{Nd}\p{Pc}]+(?:[.-]+[\p{L}\p{M}\p{Nd}\p{Pc}]+)*))?/giu

/** `@name` and `@name@host`, by Mastodon's rule. `host` is this server's own: a mention with it has no domain. */
export function findMentions(text: string, host?: string): MentionEntity[] {
  return Array.from(text.matchAll(mention), (match) => {
    const domain = match[2]?.toLowerCase() ?? null
    return {
      kind: 'mention',
      start: match.index,
      end: match.index + match[0].length,
      username: match[1]!,
      domain: domain === host?.toLowerCase() ? null : domain,
    }
  })
}
