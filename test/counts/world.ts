import type { Viewer } from '#base/viewer.ts'
import { createFilter } from '#features/filters/create-filter.ts'
import { putUnderFilter } from '#features/filters/put-under-filter.ts'
import { addToList } from '#features/lists/add-to-list.ts'
import { createList } from '#features/lists/create-list.ts'
import { changePolicy } from '#features/notifications/change-policy.ts'
import { block } from '#features/relationships/block.ts'
import { blockDomain } from '#features/relationships/block-domain.ts'
import { endorse } from '#features/relationships/endorse.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { bookmark } from '#features/statuses/bookmark.ts'
import { boost } from '#features/statuses/boost.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { followTag } from '#features/tags/follow-tag.ts'
import { settle } from '../api/notifications.ts'
import { named, newViewer, post } from '../features/statuses/world.ts'
import { makeToken } from '../people.ts'
import { quarters } from '../pictures.ts'
import type { TestWeb } from '../web.ts'
import { makeOffers } from './offers.ts'

/** So many rows a long page has in store; a short one asks for `few` of them, or has only so many. */
export const many = 20
export const few = 4
const people = many + 4

type Somebody = Awaited<ReturnType<typeof newViewer>>

/** A house in which every list has a short and a long page. */
export interface CountsWorld {
  t: TestWeb
  /** Reads; has many of everything. */
  busy: Somebody
  /** Has few of what cannot be asked for in pages. */
  small: Somebody
  /** Has requests to follow and requests of notifications. */
  wary: Somebody
  /** Has blocked and muted. */
  cross: Somebody
  people: Somebody[]
  /** Wrote posts of every kind. */
  writer: Somebody
  posts: number[]
  lists: { few: number; many: number }
  filters: { few: number; many: number }
  /** The same post, answered, edited and liked by few and by many. */
  busyPost: number
  smallPost: number
  /** Keys of the groups that tell of the likes of the two posts. */
  groups: { few: string; many: string }
}

/** Makes it through the verbs. Every fourth post is of the same kind, so that a short page has all kinds that a long one has. */
export async function makeCountsWorld(t: TestWeb): Promise<CountsWorld> {
  const { site } = t
  const busy = await newViewer(site, 'busy')
  const small = await newViewer(site, 'small')
  const wary = await newViewer(site, 'wary', { locked: true })
  const cross = await newViewer(site, 'cross')
  const all: Somebody[] = []
  for (let i = 0; i < people; i++) all.push(await newViewer(site, `person${i}`))
  const writer = all[0]!
  for (const [i, one] of all.entries()) {
    await follow(site, busy, one.accountId)
    await follow(site, one, busy.accountId)
    await follow(site, one, all[(i + 1) % people]!.accountId)
    await endorse(site, busy, one.accountId)
    await follow(site, one, wary.accountId)
    if (i < 4) await follow(site, small, one.accountId)
    await followTag(site, busy, `topic${i}`)
  }
  const ground = { t, busy, small, wary, cross, people: all, writer }
  const lists = await makeLists(ground)
  const filters = await makeFilters(ground)
  await makeOffers(ground, few, many)
  const [busyPost, smallPost] = await makeTalk(ground)
  await makeNews(ground)
  const posts = await makePosts(ground)
  for (const id of posts) {
    await favourite(site, busy, id)
    await bookmark(site, busy, id)
    await putUnderFilter(site, busy, filters.many, id)
  }
  // A poll is among what is talked about most.
  for (const one of all.slice(0, 8)) await favourite(site, one, posts.at(-1)!)
  for (const id of posts.slice(0, few)) await putUnderFilter(site, busy, filters.few, id)
  await settle(site)
  const groups = { few: await groupOf(t, busy, smallPost), many: await groupOf(t, busy, busyPost) }
  return { ...ground, lists, filters, posts, busyPost, smallPost, groups }
}

/** The key of the group that tells of a post's likes. */
async function groupOf(t: TestWeb, of: Viewer, statusId: number): Promise<string> {
  const { json } = await t.api(await makeToken(t.site, of)).get('/api/v2/notifications?types[]=favourite&limit=80')
  return json.notification_groups.find((one: { status_id: string }) => one.status_id === String(statusId)).group_key
}

type Ground = Pick<CountsWorld, 't' | 'busy' | 'small' | 'wary' | 'cross' | 'people' | 'writer'>

async function makeLists({ t, busy, small, people: all }: Ground) {
  const made: number[] = []
  for (let i = 0; i < many; i++) {
    const list = await createList(t.site, busy, { title: `List ${i}`, repliesPolicy: 'list', exclusive: false })
    const members = i === 0 ? all : all.slice(1)
    await addToList(
      t.site,
      busy,
      list.id,
      members.map((one) => one.accountId),
    )
    made.push(list.id)
  }
  for (let i = 0; i < few; i++) {
    const list = await createList(t.site, small, { title: `List ${i}`, repliesPolicy: 'list', exclusive: false })
    await addToList(t.site, small, list.id, [all[1]!.accountId])
  }
  return { many: made[0]!, few: made[1]! }
}

async function makeFilters({ t, busy, small }: Ground) {
  const make = async (owner: Viewer, keywords: number) =>
    (
      await createFilter(t.site, owner, {
        title: 'Filter',
        contexts: ['home', 'public', 'notifications', 'thread'],
        action: 'warn',
        seconds: null,
        keywords: Array.from({ length: keywords }, (_, i) => ({ keyword: i === 0 ? 'note' : `word${i}`, wholeWord: true })),
      })
    ).filter.id
  for (let i = 0; i < few; i++) await make(small, 1)
  for (let i = 2; i < many; i++) await make(busy, 1)
  return { few: await make(busy, few), many: await make(busy, many) }
}

/** A picture that hangs on nothing yet. */
async function picture({ t }: Ground, by: Viewer): Promise<number> {
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(await quarters().png().toBuffer())]), 'note.png')
  body.append('description', 'a note on a wall')
  const answer = await t.api(await makeToken(t.site, by)).post('/api/v2/media', { body })
  return Number(answer.json.id)
}

async function makePosts(ground: Ground): Promise<number[]> {
  const { t, busy, people: all, writer } = ground
  const base: number[] = []
  const write = async (by: Somebody, i: number, o: Parameters<typeof post>[3] = {}) => {
    t.clock.advance(1000)
    const other = all[(i + 3) % people]!
    const text = `note ${i} for @${other.username} #everything #topic${i % people}`
    return await post(t.site, by, text, { mediaIds: [await picture(ground, by)], warning: i % 2 ? 'long' : '', ...o })
  }
  for (let i = 0; i < people; i++) base.push(await write(all[i]!, i))
  const poll = { options: ['yes', 'no'], lasts: 86_400, multiple: false, hideTotals: false }
  const kinds = [
    async (by: Somebody, i: number) => await boost(t.site, by, base[(i + 5) % people]!),
    async (by: Somebody, i: number) => await write(by, i, { replyToId: base[(i + 2) % people]! }),
    async (by: Somebody, i: number) => await write(by === writer ? by : busy, i),
    async (by: Somebody, i: number) => await write(by, i, { poll, mediaIds: [] }),
  ]
  const posts: number[] = []
  for (const author of [() => writer, (i: number) => all[i]!])
    for (let i = 0; i < people; i++) posts.push(await kinds[i % kinds.length]!(author(i), i))
  return posts.slice(people)
}

/** A post that many, and one that few, answer, edit, like and boost. */
async function makeTalk({ t, busy, people: all }: Ground): Promise<[number, number]> {
  const make = async (count: number) => {
    const id = await post(t.site, busy, 'what do you think?')
    for (const one of all.slice(0, count)) {
      t.clock.advance(1000)
      await favourite(t.site, one, id)
      await boost(t.site, one, id)
      await post(t.site, one, `@${busy.username} I think #everything`, { replyToId: id })
      await editStatus(t.site, busy, id, { text: `what do you think, number ${one.username}?` })
    }
    return id
  }
  return [await make(people), await make(few)]
}

/** Letters, and what the wary one has set aside. */
async function makeNews({ t, busy, wary, cross, people: all }: Ground) {
  await changePolicy(t.site, wary, { notFollowing: 'filter' })
  for (const [i, one] of all.entries()) {
    t.clock.advance(1000)
    await post(t.site, one, `@${busy.username} @${all[(i + 1) % people]!.username} a letter`, { audience: named })
    await post(t.site, one, `@${wary.username} may I ask?`)
    await settle(t.site)
  }
  for (const [i, one] of all.entries()) {
    await block(t.site, cross, one.accountId)
    await mute(t.site, cross, one.accountId)
    await blockDomain(t.site, cross, `partner${i}.example`)
  }
}
