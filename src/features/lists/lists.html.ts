import type { List } from './lists.schema.ts'

/** Address of a list on our own pages. */
export const listPath = ({ id }: Pick<List, 'id'>) => `/lists/${id}`

/** A reader's lists as links: `partials/feeds.hbs`. */
export const listLinks = (lists: readonly List[]) => lists.map((list) => ({ path: listPath(list), title: list.title }))

/** Answers to whom stand in a list, as they are chosen. */
const policies = ['list', 'followed', 'none'] as const

/** What somebody is about to keep of a list. */
export type ListWords = Pick<List, 'title' | 'repliesPolicy' | 'exclusive'>

/** The form of a list, `partials/list-form.hbs`: a new one, or a change. `fault`: what is wrong with its name; '' = nothing. */
export const listForm = (action: string, words: ListWords, fault = '') => ({
  action,
  title: words.title,
  exclusive: words.exclusive,
  policies: policies.map((value) => ({ value, label: `lists.replies_${value}`, chosen: value === words.repliesPolicy })),
  fault,
})
