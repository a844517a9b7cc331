import type { Viewer } from '#base/viewer.ts'
import { uploadMedia } from '#features/media/upload-media.ts'
import { pollsOf } from '#features/polls/polls.queries.ts'
import { bookmark } from '#features/statuses/bookmark.ts'
import { boost } from '#features/statuses/boost.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { pin } from '#features/statuses/pin.ts'
import { vote } from '#features/voting/vote.ts'
import type { TestWeb } from '../../web.ts'
import { write } from '../scene.ts'
import { type Folk, longWord, pictureFile } from './people.ts'

/** Posts that have an address of their own in the walk. */
export interface Posts {
  /** Six answers deep, one of them under a warning. */
  thread: number
  /** The employee's: changed twice, with pictures, liked and boosted by many. */
  own: number
  pictures: number
  /** Open, with the employee's vote, and one without. */
  poll: number
  closed: number
  /** For followers only. */
  narrow: number
}

/** Posts of every kind, in a good many languages, by people whose names are long. */
export async function makePosts(web: TestWeb, folk: Folk): Promise<Posts> {
  const { site } = web
  const { employee, ben, maxi, omar, yuki, crowd } = folk
  const say = async (by: Viewer, text: string, o: Parameters<typeof write>[3] = {}) => {
    web.clock.advance(61_000)
    return await write(site, by, text, o)
  }
  const pics = async (by: Viewer, sizes: [number, number][], alt: string | null) => {
    const made: number[] = []
    for (const [i, [width, height]] of sizes.entries())
      made.push((await uploadMedia(site, by, { file: await pictureFile(web, `pic${i}`, width, height), alt, focus: null })).id)
    return made
  }

  for (let i = 0; i < 24; i++) await say(ben, `Number ${i} of many, so that a page is full and there is one more. #probes`)
  await say(maxi, longWord)
  await say(maxi, `A link with a long way: https://wiki.example/${longWord}?and=${longWord} #${longWord.slice(0, 90)}`)
  await say(omar, 'وصلت الدفعة الرابعة عشرة إلى الجمارك، ونحتاج إلى توقيع @ben قبل الظهر. #probes', { language: 'ar' })
  await say(yuki, '校正用の溶液が新しくなりました。午後三時までに試してみてください。'.repeat(6), { language: 'ja' })
  await say(ben, 'For the audience of one who likes to read :probe:', { warning: `A warning that is long :probe: ${longWord}` })

  const all: [number, number][] = [
    [900, 400],
    [300, 900],
    [640, 640],
    [120, 80],
  ]
  const pictures = await say(ben, 'Four pictures of a probe', { mediaIds: await pics(ben, all, 'A probe in its box') })
  await say(ben, 'One without a description', { mediaIds: await pics(ben, [[1200, 500]], null) })
  await say(omar, 'Not for the breakfast table', { sensitive: true, mediaIds: await pics(omar, [[400, 400]], 'A cut thumb') })

  const lunch = { options: ['Soup', longWord.slice(0, 50), 'سلطة', ':probe: Pasta'], multiple: false, hideTotals: false, lasts: 86_400 }
  const poll = await say(ben, 'What shall there be?', { poll: lunch })
  const closed = await say(employee, 'Name of the new meeting room', { poll: { ...lunch, multiple: true, lasts: 300 } })
  const pollId = async (id: number) => (await pollsOf(site.store.read, [id]))[0]!.id
  for (const [i, one] of crowd.slice(0, 9).entries()) await vote(site, one, await pollId(poll), [i % 4])
  await vote(site, employee, await pollId(poll), [1])
  for (const [i, one] of crowd.slice(0, 5).entries()) await vote(site, one, await pollId(closed), [i % 3, 3])
  await say(omar, 'Which day?', { poll: { ...lunch, options: ['Monday', 'Tuesday'], hideTotals: true } })

  const own = await say(employee, `@ben Lot 14 is blocked. #probes :probe:`, {
    mediaIds: await pics(employee, all.slice(0, 2), 'The sensor with a crack'),
  })
  await editStatus(site, employee, own, { text: '@ben Lot 14 is blocked since 8:10. #probes :probe:' })
  await editStatus(site, employee, own, { text: `@ben Lot 14 and 15 are blocked since 8:10. #probes :probe: ${longWord}` })
  for (const one of [ben, maxi, omar, ...crowd.slice(0, 20)]) await favourite(site, one, own)
  for (const one of [ben, maxi, omar, yuki, ...crowd]) await boost(site, one, pictures)
  for (const one of [ben, maxi]) await boost(site, one, own)
  await pin(site, employee, own)

  const thread = await say(maxi, 'Who has the 24 V supply?')
  let last = thread
  for (const [i, by] of [ben, employee, omar, yuki, ben, employee].entries())
    last = await say(by, `Answer ${i}, one step deeper ${i === 3 ? longWord : ''}`, { replyToId: last, warning: i === 2 ? 'Loud' : '' })
  for (const by of crowd.slice(0, 4)) await say(by, 'Not me, sorry.', { replyToId: thread })
  const narrow = await say(employee, 'Only for those who follow me', { audience: { kind: 'followers' } })
  await say(ben, '@ada One of those that only you and I see', { audience: { kind: 'named' } })
  for (const id of [pictures, poll, thread]) for (const mark of [bookmark, favourite]) await mark(site, employee, id)
  return { thread, own, pictures, poll, closed, narrow }
}
