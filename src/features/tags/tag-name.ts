import { notFound } from '#base/errors.ts'
import { findHashtags } from '#base/text/find-hashtags.ts'
import { foldHashtag } from '#base/text/fold-hashtag.ts'

/** Characters that a tag may have; posts have no longer ones. */
const most = 500

/** A tag as somebody wrote it, with or without its `#`: the key it is found by, and the spelling. Throws 404 for what can be no tag. */
export function tagName(text: string): { name: string; display: string } {
  const display = text.replace(/^[#＃]/, '')
  const [found] = findHashtags(`#${display}`)
  const name = foldHashtag(display)
  if (found?.name !== display || Math.max(name.length, display.length) > most) throw notFound('tag')
  return { name, display }
}
