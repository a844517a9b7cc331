import type { Viewer } from '#base/viewer.ts'
import { personView } from '#features/accounts/accounts.html.ts'
import { postView, startHtml } from '#features/statuses/statuses.html.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'
import type { ConversationParts } from './conversations.json.ts'

/** So many are named in a list; of more, two and the number of the others. */
const mostNamed = 3
const mostFaces = 3

/** A conversation as the list and its own page show it. */
export function conversationView({ conversation, accounts, lastStatus }: ConversationParts, me: number) {
  const people = accounts.map(personView)
  const named = people.length > mostNamed ? people.slice(0, 2) : people
  return {
    id: String(conversation.id),
    path: `/conversations/${conversation.id}`,
    unread: conversation.unread,
    people: named,
    others: people.length - named.length,
    faces: people.slice(0, mostFaces).map((one) => one.face),
    many: people.length > 1,
    last: lastStatus && {
      id: String(lastStatus.status.id),
      at: lastStatus.status.createdAt,
      mine: lastStatus.status.accountId === me,
      by_html: people.length > 1 ? personView(lastStatus.account).name_html : '',
      language: lastStatus.status.language ?? '',
      start_html: startHtml(lastStatus, 140),
    },
  }
}

/** All names, strung together as the language does: for titles. */
export const namesOf = ({ accounts }: ConversationParts, { locale }: Pick<Viewer, 'locale'>): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(accounts.map((one) => personView(one).name))

/** Its posts in the order of the talk: the oldest first. The place says what each answers. */
export const lettersView = (parts: readonly StatusParts[]) => parts.map((one) => ({ ...postView(one), answers_to: null })).toReversed()
