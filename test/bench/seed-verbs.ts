// Accounts, follows, posts and tokens of the bench, made by the verbs: 60 authors, 5,200 posts, one reader who follows all of them.
import type { Viewer } from '#base/viewer.ts'
import { follow } from '#features/relationships/follow.ts'
import { createStatus } from '#features/statuses/create.ts'
import type { Site } from '#platform/site.ts'
import { makePerson, makeToken } from '../people.ts'
import { createRandom } from '../kill/random.ts'

const words =
  'the a of to and in for on with we our team today tomorrow release meeting coffee server garden review ticket deploy window budget lunch train design backup network weekend forecast kitchen library printer account question answer morning update'.split(
    ' ',
  )

export interface Seeded {
  reader: { username: string; token: string }
  authors: { username: string; token: string }[]
}

/** Fills an empty site. Answers the tokens in the form that api-load.mjs reads. */
export async function seedByVerbs(site: Site, o: { authors: number; posts: number; seed: number }): Promise<Seeded> {
  const random = createRandom(o.seed)
  const sentence = () => Array.from({ length: 8 + Math.floor(random() * 30) }, () => words[Math.floor(random() * words.length)]).join(' ')
  const reader = await makePerson(site, 'reader')
  const authors: Viewer[] = []
  for (let i = 0; i < o.authors; i++) authors.push(await makePerson(site, `author${i}`))
  for (const author of authors) await follow(site, reader, author.accountId)
  for (let i = 0; i < o.posts; i++) {
    await createStatus(site, authors[i % authors.length]!, {
      text: `${sentence()}${random() < 0.25 ? ' #release' : ''}`,
      warning: random() < 0.03 ? 'long' : '',
      sensitive: false,
      language: 'en',
      audience: { kind: 'everyone', listed: true },
      replyToId: null,
      localOnly: false,
      labelId: null,
    })
  }
  return {
    reader: { username: 'reader', token: await makeToken(site, reader) },
    authors: await Promise.all(authors.map(async (author, i) => ({ username: `author${i}`, token: await makeToken(site, author) }))),
  }
}
