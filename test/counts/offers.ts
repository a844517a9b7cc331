import { publishAnnouncement } from '#features/announcements/publish-announcement.ts'
import { scheduleStatus } from '#features/scheduled/schedule-status.ts'
import { featureTag } from '#features/tags/feature-tag.ts'
import { post } from '../features/statuses/world.ts'
import type { CountsWorld } from './world.ts'

const day = 86_400_000

/** Publishes the announcements from one number to another. */
export async function announce({ t, people }: Pick<CountsWorld, 't' | 'people'>, from: number, to: number) {
  for (let i = from; i < to; i++) {
    t.clock.advance(1000)
    const wish = { text: `Lunch ${i} for @${people[i]!.username} #lunch${i}`, language: 'en', startsAt: null, endsAt: null, allDay: false }
    await publishAnnouncement(t.site, wish, null)
  }
}

/** What the house offers beside posts: announcements, tags on profiles, posts for later. */
export async function makeOffers(
  { t, busy, small, people }: Pick<CountsWorld, 't' | 'busy' | 'small' | 'people'>,
  few: number,
  many: number,
) {
  const { site } = t
  await announce({ t, people }, 0, few)
  // Ten is what a profile shows at the most.
  for (const [who, count] of [
    [busy, 10],
    [small, few],
  ] as const) {
    for (let i = 0; i < count; i++) {
      await featureTag(site, who, `shown${i}`)
      await post(site, who, `note of mine #shown${i} #used${i}`)
    }
  }
  for (let i = 0; i < many; i++) {
    const wish = {
      text: `later ${i} @${people[i]!.username}`,
      warning: '',
      sensitive: false,
      language: 'en',
      audience: { kind: 'everyone', listed: true } as const,
      replyToId: null,
      localOnly: false,
      labelId: null,
    }
    await scheduleStatus(site, busy, { wish, dueAt: site.clock.now() + day + i * 1000 })
  }
}
