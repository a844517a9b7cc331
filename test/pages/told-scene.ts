import type { Viewer } from '#base/viewer.ts'
import { publishAnnouncement } from '#features/announcements/publish-announcement.ts'
import { react } from '#features/announcements/react.ts'
import { changePolicy } from '#features/notifications/change-policy.ts'
import { follow } from '#features/relationships/follow.ts'
import { boost } from '#features/statuses/boost.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { makePerson } from '../people.ts'
import { openScene, type Scene, write } from './scene.ts'

export interface ToldScene extends Scene {
  /** Has to be asked by followers; dana waits. */
  lena: Viewer
  /** Whose mention lena's policy holds back. */
  dana: Viewer
  crowd: Viewer[]
  /** The post of ada's that the crowd likes. */
  liked: number
  /** The newest letter between ben and ada. */
  letter: number
  announcement: number
  /** Runs all jobs that are due. */
  work(): Promise<void>
}

/** A listening server on which ada has been told one of each kind, and lena of somebody who waits. */
export async function openToldScene(): Promise<ToldScene> {
  const scene = await openScene()
  const { web, ada, ben, cleo } = scene
  const { site } = web
  const work = async () => void (await drainJobs(site, jobs))
  const [lena, dana] = [await makePerson(site, 'lena', { locked: true }), await makePerson(site, 'dana')]
  const crowd: Viewer[] = []
  for (const name of ['emil', 'fay', 'gus', 'hana']) crowd.push(await makePerson(site, name))

  const liked = await write(
    site,
    ada,
    'The roadmap for Probe 8 is open for comments until Friday. One connector fewer, one year of battery more.',
  )
  await write(site, ben, '@ada do we tell the two customers about the exchange, or does the field team?')
  await write(site, cleo, '@ada One connector fewer means I can finally round that corner.', { replyToId: liked })
  for (const one of [ben, cleo, ...crowd]) await favourite(site, one, liked)
  for (const one of [ben, crowd[0]!]) await boost(site, one, liked)
  for (const one of [ben, cleo]) await follow(site, one, ada.accountId)
  const lunch = { options: ['Quelle', 'Becken'], multiple: false, hideTotals: false, lasts: 300 }
  await write(site, ada, 'Name of the new meeting room', { poll: lunch })
  const first = await write(site, ben, '@ada Can you look at the numbers before I send them?', { audience: { kind: 'named' } })
  const letter = await write(site, ada, '@ben Yes, after lunch.', { audience: { kind: 'named' }, replyToId: first })
  await follow(site, dana, lena.accountId)
  await changePolicy(site, lena, { notFollowing: 'filter' })
  await write(site, dana, '@lena May I borrow the oscilloscope?')
  const words = 'The canteen is closed on Friday. Soup stands in the entrance hall from twelve.'
  const announcement = await publishAnnouncement(site, { text: words, language: 'en', startsAt: null, endsAt: null, allDay: false }, null)
  await react(site, ben, announcement, '👍')
  web.clock.advance(300_000)
  await work()
  return { ...scene, lena, dana, crowd, liked, letter, announcement, work }
}
