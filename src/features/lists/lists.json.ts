import type { List } from './lists.schema.ts'

/** Mastodon's List. */
export const listJson = (list: List) => ({
  id: String(list.id),
  title: list.title,
  replies_policy: list.repliesPolicy,
  exclusive: list.exclusive,
})
