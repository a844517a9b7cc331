import { renderText } from '#base/html/render-text.ts'
import { foldHashtag } from '#base/text/fold-hashtag.ts'
import { parseText } from '#base/text/parse-text.ts'
import { accountUrl } from '#features/accounts/addresses.ts'
import type { Config } from '#platform/config/config.ts'
import { tagUrl } from './addresses.ts'

type Here = Pick<Config, 'url' | 'host'>

/** A text as HTML when every name of this server in it is somebody's and no other is, which holds for nearly every post. */
export const usualContent = ({ url, host }: Here, text: string): string =>
  renderText(parseText(text, { host }), {
    accountUrl: (mention) => (mention.domain === null ? accountUrl(url, mention) : undefined),
    tagUrl: (tag) => tagUrl(url, foldHashtag(tag)),
  })

/**
 * The HTML of a post or of one of its versions. Where its row has none it is made of the text, in 10 us: kept beside the text it would take
 * more room than the text does. The result is our own markup around escaped text, which the sanitiser would not change (SEC:H1).
 */
export const contentOf = (here: Here, { text, content }: { text: string; content: string }): string =>
  content === '' ? usualContent(here, text) : content
