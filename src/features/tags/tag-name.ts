import { notFound } from '#base/errors.ts'
import { findHashtags } from '#base/text/find-hashtags.ts'
import { foldHashtag } from '#base/text/fold-hashtag.ts'

/** Characters that a tag may have; posts have no longer ones. */
const most = 500

/** A tag as somebody wrote it, with or without its `#`: the key it is found by, and the spelling. Undefined for what can be no tag. */
export function readTag(text: string): { name: string; display: string } | undefined {
  const display = text.replace(/^[#＃]/, '')
  const [found] = findHashtags(`#${display}`)
  const name = foldHashtag(display)
  return found?.name === display && Math.max(name.length, display.length) <= most ? { name, display } : undefined
}

/** The same for a tag in an address. Throws 404 for what can be no tag. */
export function tagName(text: string): { name: string; display: string } {
  const read = readTag(text)
  if (!read) throw notFound('tag')
  return read
}
