import { listPage, partBelow, wishedPage } from '#base/list-page.ts'
import { idInput, OlderNewer } from '#features/accounts/accounts.input.ts'
import { personView } from '#features/accounts/accounts.html.ts'
import { loadPeople } from '#features/relationships/load-people.ts'
import { peopleView } from '#features/relationships/people.html.ts'
import { go, page, pageArea, view } from '#http/page.ts'
import { z } from 'zod'
import { boostedBy } from './boosted-by.ts'
import { favouritedBy } from './favourited-by.ts'
import { feedView, feedViews } from './feed.html.ts'
import { listMarked } from './list-marked.ts'
import { showMeant } from './show.ts'
import { postView } from './statuses.html.ts'

/** What somebody has kept or liked, the newest mark first. */
const marked = (kind: 'bookmarks' | 'favourites') =>
  page(`/${kind}`, { query: OlderNewer }, async (c) => {
    const { site, viewer, query } = c
    const path = `/${kind}`
    const since = site.events.position()
    const { marks, parts } = await listMarked(site, viewer, kind, wishedPage(query))
    const list = listPage(
      path,
      query,
      marks.map((mark) => mark.id),
    )
    if (list.first && query.min_id !== undefined) return go(path)
    const shown = new Set(marks.filter((mark) => list.ids.includes(mark.id)).map((mark) => mark.statusId))
    const posts = feedViews(parts.filter((one) => shown.has(one.status.id)))
    const words = { title: `${kind}.empty_title`, text: `${kind}.empty`, end: `${kind}.end` }
    const live = { channels: 'posts', since, rings: false }
    return view('statuses/marked', c.say(`${kind}.title`), { lead: `${kind}.lead`, feed: feedView({ posts, list, words, live }) })
  })

const NamedPath = z.object({ user: z.string(), id: idInput })

/** Who did something with a post. */
const people = (kind: 'boosts' | 'favourites', verb: typeof boostedBy) =>
  page(`/@:user/:id/${kind}`, { params: NamedPath, query: OlderNewer }, async (c) => {
    const { site, viewer, query } = c
    const status = await showMeant(site, viewer, c.params.id)
    const { path } = postView(status)
    const author = personView(status.account)
    if (c.params.user.toLowerCase() !== author.username.toLowerCase()) return go(`${path}/${kind}`)
    const wish = query.max_id === undefined ? {} : { max_id: query.max_id }
    const found = await verb(site, viewer, status.status.id, wishedPage(wish))
    const { shown, ...part } = partBelow(`${path}/${kind}`, wish, found.rows)
    const last = shown.at(-1)?.id ?? 0
    const ids = found.people.filter((one) => one.row >= last).map(({ parts: { account } }) => account.id)
    const words = { title: `post.${kind}_none_title`, text: `post.${kind}_none`, end: 'people.end' }
    const rows = peopleView(await loadPeople(site.store.read, viewer, ids), part, words)
    return view('people', c.say(`post.${kind}_title`), {
      back: path,
      back_key: 'history.back',
      lead: `post.${kind}_of`,
      name: author.name,
      ...rows,
    })
  })

export const markedPages = pageArea('marked', [
  marked('bookmarks'),
  marked('favourites'),
  people('boosts', boostedBy),
  people('favourites', favouritedBy),
])
