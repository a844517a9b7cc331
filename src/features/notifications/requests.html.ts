import { escapeHtml } from '#base/html/escape.ts'
import { personView } from '#features/accounts/accounts.html.ts'
import { withEmojis } from '#features/emojis/emojis.html.ts'
import { startOf } from '#features/statuses/statuses.html.ts'
import type { RequestParts } from './requests.json.ts'

/** A sender who waits for a word, as the list and the page of one show it. */
export function requestView({ request, from, count, lastStatus }: RequestParts) {
  return {
    id: String(request.id),
    path: `/notifications/requests/${request.id}`,
    person: personView(from),
    count,
    at: request.updatedAt,
    language: lastStatus?.status.language ?? '',
    start_html: lastStatus ? withEmojis(escapeHtml(startOf(lastStatus, 200)), lastStatus.emojis) : '',
  }
}
