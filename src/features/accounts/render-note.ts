import { renderText } from '#base/html/render-text.ts'
import { parseText } from '#base/text/parse-text.ts'
import type { Account } from './accounts.schema.ts'

type Of = Pick<Account, 'domain'>

/** A profile's text as HTML. Texts of other servers are HTML already, sanitised when they were stored. Names in it stay text. */
export const renderNote = (url: string, account: Of, text: string): string => render(url, account, text, false)

/** The value of a profile's field as HTML: Mastodon writes no paragraph there, and apps show it beside the field's name. */
export const renderFieldValue = (url: string, account: Of, text: string): string => render(url, account, text, true)

function render(url: string, account: Of, text: string, inline: boolean): string {
  if (text === '' || account.domain !== null) return text
  return renderText(parseText(text), { inline, accountUrl: () => undefined, tagUrl: (tag) => `${url}/tags/${encodeURIComponent(tag)}` })
}
