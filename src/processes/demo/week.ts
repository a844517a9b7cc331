import type { Viewer } from '#base/viewer.ts'
import { publishAnnouncement } from '#features/announcements/publish-announcement.ts'
import { uploadMedia } from '#features/media/upload-media.ts'
import { boost } from '#features/statuses/boost.ts'
import { createStatus } from '#features/statuses/create.ts'
import { favourite } from '#features/statuses/favourite.ts'
import type { AudienceWish } from '#features/statuses/new-status.ts'
import type { Site } from '#platform/site.ts'
import { picture } from './faces.ts'
import { announcement, posts, type StoryPost } from './story.ts'

/** The named world, by username and by the posts' keys. */
export interface World {
  people: ReadonlyMap<string, Viewer>
  statuses: Map<string, number>
}

/** What happens at one time, minutes before the world's end. */
export interface Moment {
  at: number
  happens: () => Promise<unknown>
}

const audiences: Record<NonNullable<StoryPost['audience']>, AudienceWish> = {
  public: { kind: 'everyone', listed: true },
  unlisted: { kind: 'everyone', listed: false },
  private: { kind: 'followers' },
  direct: { kind: 'named' },
}

/** The thirty posts, oldest first, and nothing else. */
export function plainWeek(site: Site, world: World): Moment[] {
  return posts.map((post) => ({ at: post.at, happens: async () => await write(site, world, post, []) }))
}

/** The posts with their pictures, who favourited and boosted them in the minutes after, and an announcement; oldest first. */
export function livelyWeek(site: Site, world: World): Moment[] {
  const told = { ...announcement, startsAt: null, endsAt: null, allDay: false }
  const moments: Moment[] = [{ at: announcement.at, happens: async () => await publishAnnouncement(site, told, null) }]
  for (const post of posts) {
    const author = world.people.get(post.by)!
    moments.push({ at: post.at, happens: async () => await write(site, world, post, await upload(site, author, post)) })
    const { favourites = [], boosts = [] } = post
    const deeds = [...favourites.map((name) => ({ name, verb: favourite })), ...boosts.map((name) => ({ name, verb: boost }))]
    for (const [i, { name, verb }] of deeds.entries())
      moments.push({
        at: post.at - 4 * (i + 1),
        happens: async () => await verb(site, world.people.get(name)!, world.statuses.get(post.key)!),
      })
  }
  return moments.sort((a, b) => b.at - a.at)
}

async function write(site: Site, { people, statuses }: World, post: StoryPost, mediaIds: readonly number[]): Promise<void> {
  statuses.set(post.key, await createStatus(site, people.get(post.by)!, wishOf(post, statuses, mediaIds)))
}

async function upload(site: Site, author: Viewer, { pictures = [] }: StoryPost): Promise<number[]> {
  const ids: number[] = []
  for (const { file, alt } of pictures) ids.push((await uploadMedia(site, author, { file: picture(file), alt, focus: null })).id)
  return ids
}

const day = 86_400

const wishOf = (post: StoryPost, earlier: ReadonlyMap<string, number>, mediaIds: readonly number[]) => ({
  text: post.text,
  warning: post.warning ?? '',
  sensitive: post.warning !== undefined,
  language: post.language,
  audience: audiences[post.audience ?? 'public'],
  replyToId: post.answers === undefined ? null : earlier.get(post.answers)!,
  localOnly: false,
  labelId: null,
  mediaIds,
  ...(post.poll ? { poll: { options: post.poll.options, lasts: post.poll.days * day, multiple: false, hideTotals: false } } : {}),
})
