import { renderText } from '#base/html/render-text.ts'
import { parseText } from '#base/text/parse-text.ts'
import type { Account } from './accounts.schema.ts'

/** A profile's text as HTML. Texts of other servers are HTML already, sanitised when they were stored. Names in it stay text. */
export function renderNote(url: string, account: Pick<Account, 'domain'>, text: string): string {
  if (text === '' || account.domain !== null) return text
  return renderText(parseText(text), { accountUrl: () => undefined, tagUrl: (tag) => `${url}/tags/${encodeURIComponent(tag)}` })
}
