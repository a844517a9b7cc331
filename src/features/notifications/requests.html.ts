import { personView } from '#features/accounts/accounts.html.ts'
import { startHtml } from '#features/statuses/statuses.html.ts'
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
    start_html: lastStatus ? startHtml(lastStatus, 200) : '',
  }
}
