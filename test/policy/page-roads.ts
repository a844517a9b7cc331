import { countUnreadConversations } from '#features/conversations/count-unread-conversations.ts'
import { listLetters } from '#features/conversations/list-letters.ts'
import { markUnread } from '#features/conversations/conversations.queries.ts'
import { listWholeGroups } from '#features/notifications/list-notifications.ts'
import { loadTold } from '#features/notifications/load-told.ts'
import { notificationTypes } from '#features/notifications/notifications.schema.ts'
import type { Cast, LookerKind, PostKind, Somebody } from './cast.ts'
import type { Road } from './roads.ts'
import { filed, told } from './told-roads.ts'

type Looking = Exclude<LookerKind, 'anonymous' | 'app'>

/** What a page of our own loads, without the request: whoever is refused at the door is taken as refused. */
const page = (
  name: string,
  shows: (cast: Cast, viewer: Somebody, ids: { of: Looking; post: PostKind }) => Promise<readonly number[]>,
): Road => ({
  name,
  kind: 'list',
  async look(cast, looker, post) {
    if (looker === 'anonymous') return 401
    if (looker === 'app') return 422
    if (looker === 'disabled') return 403
    return (await shows(cast, cast.people[looker], { of: looker, post })).includes(cast.posts[post]) ? 'seen' : 'hidden'
  },
})

/** Roads of the pages that load posts in a way of their own. */
export const pageRoads: readonly Road[] = [
  page('the page of notifications', async (cast, viewer, { of, post }) => {
    await told(cast, of, post)
    const { site } = cast.web
    const rows = await listWholeGroups(site, viewer, { limit: 80 }, { types: notificationTypes, fromAccountId: 0, filtered: false })
    return (await loadTold(site, viewer, rows)).flatMap((one) => one.status?.status.id ?? [])
  }),
  page('the loader of that page, by itself', async (cast, viewer, { of, post }) => {
    const id = await told(cast, of, post)
    const { site } = cast.web
    const wish = { types: notificationTypes, fromAccountId: 0, filtered: false }
    const [row] = await listWholeGroups(site, viewer, { limit: 1 }, wish)
    const head = row && { ...row, id, statusId: cast.posts[post], groupKey: null, fromAccountId: cast.people.author.accountId }
    return head ? (await loadTold(site, viewer, [head])).flatMap((one) => one.status?.status.id ?? []) : []
  }),
  page('the page of a conversation', async (cast, viewer, { of, post }) => {
    const id = await filed(cast, of, post)
    const letters = await listLetters(cast.web.site, viewer, id, { limit: 21 })
    return (await letters.load(letters.ids)).map((one) => one.status.id)
  }),
  page('the count of unread conversations', async (cast, viewer, { of, post }) => {
    const { site } = cast.web
    const id = await filed(cast, of, post)
    const count = async () => await countUnreadConversations(site, viewer, 100)
    const mark = async (unread: boolean) => await site.store.tx(async (db) => await markUnread(db, viewer.accountId, id, unread))
    await mark(false)
    const without = await count()
    await mark(true)
    return (await count()) > without ? [cast.posts[post]] : []
  }),
]
