import { publishAnnouncement } from '#features/announcements/publish-announcement.ts'
import { react } from '#features/announcements/react.ts'
import { createFilter } from '#features/filters/create-filter.ts'
import { addToList } from '#features/lists/add-to-list.ts'
import { createList } from '#features/lists/create-list.ts'
import { changePolicy } from '#features/notifications/change-policy.ts'
import { authorizeRequest } from '#features/relationships/authorize-request.ts'
import { block } from '#features/relationships/block.ts'
import { blockDomain } from '#features/relationships/block-domain.ts'
import { endorse } from '#features/relationships/endorse.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { scheduleStatus } from '#features/scheduled/schedule-status.ts'
import { followTag } from '#features/tags/follow-tag.ts'
import { newPhone } from '../../features/webpush/scene.ts'
import { makeToken } from '../../people.ts'
import type { TestWeb } from '../../web.ts'
import { write } from '../scene.ts'
import { type Folk, longWord } from './people.ts'

interface Belongings {
  list: number
  filter: number
  /** A post for later. */
  scheduled: number
}

/** The employee's followers and who asks to be one, whom she keeps away, her lists, filters, posts for later and apps. */
export async function makeBelongings(web: TestWeb, { employee, ben, maxi, omar, crowd }: Folk): Promise<Belongings> {
  const { site } = web
  for (const one of [ben, maxi, ...crowd.slice(0, 3)]) await follow(site, one, employee.accountId)
  for (const one of [ben, maxi]) {
    await authorizeRequest(site, employee, one.accountId)
    await endorse(site, employee, one.accountId)
  }
  await mute(site, employee, crowd[20]!.accountId, { until: web.clock.now() + 86_400_000 })
  await block(site, employee, crowd[21]!.accountId)
  await blockDomain(site, employee, 'social.partner.example')
  for (const tag of ['probes', longWord.slice(0, 90)]) await followTag(site, employee, tag)

  const titles = ['Laboratory', longWord.slice(0, 120)]
  const lists = await Promise.all(
    titles.map(async (title) => await createList(site, employee, { title, repliesPolicy: 'list', exclusive: false })),
  )
  await addToList(
    site,
    employee,
    lists[0]!.id,
    [ben, maxi, omar].map((one) => one.accountId),
  )
  const seldom = { title: longWord.slice(0, 60), keywords: [{ keyword: longWord.slice(0, 100), wholeWord: true }], seconds: 3600 }
  const { filter } = await createFilter(site, employee, { ...seldom, action: 'hide', contexts: ['public'] })
  const lunch = { title: 'Sport', keywords: [{ keyword: 'Which day', wholeWord: false }], seconds: null }
  await createFilter(site, employee, { ...lunch, action: 'warn', contexts: ['home', 'thread', 'account'] })

  const later = { warning: '', sensitive: false, language: 'en', replyToId: null, localOnly: false, labelId: null }
  let scheduled = 0
  for (const [i, ahead] of [86_400_000, 172_800_000].entries()) {
    const wish = { ...later, text: `For later, ${i} ${longWord}`, audience: { kind: 'everyone', listed: true } as const }
    scheduled = await scheduleStatus(site, employee, { wish, dueAt: web.clock.now() + ahead })
  }
  await newPhone(site, { endpoint: (device) => `https://push.example/${device}` }, employee)
  await makeToken(site, employee, ['read'])
  return { list: lists[0]!.id, filter: filter.id, scheduled }
}

/** Announcements with reactions, letters with answers, and a stranger whose mention waits. Answers the announcement. */
export async function makeTidings(web: TestWeb, { employee, ben, maxi, yuki, crowd }: Folk): Promise<number> {
  const { site } = web
  const dates = { startsAt: null, endsAt: null, allDay: false }
  const closed = { text: `The canteen is closed on Friday :probe: ${longWord}`, language: 'en', ...dates }
  const id = await publishAnnouncement(site, closed, null)
  for (const sign of ['👍', '🎉', 'probe']) await react(site, ben, id, sign)
  const named = { audience: { kind: 'named' } } as const
  const first = await write(site, ben, `@ada Can you look at the numbers? ${longWord}`, named)
  await write(site, employee, '@ben Yes, after lunch. :probe:', { ...named, replyToId: first })
  await write(site, maxi, '@ada @ben The three of us', named)
  await write(site, yuki, '@ada 今日は出社しますか。')
  await changePolicy(site, employee, { notFollowers: 'filter' })
  await write(site, crowd[5]!, `@ada May I borrow the oscilloscope? ${longWord}`)
  return id
}
