import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { systemClock } from '#base/clock.ts'
import { idAt } from '#base/ids.ts'
import type { Viewer } from '#base/viewer.ts'
import { migrate } from '#db/migrate.ts'
import { follow } from '#features/relationships/follow.ts'
import { readConfig } from '#platform/config/config.ts'
import { openSite } from '#processes/site.ts'
import { makePerson, makeSession, makeToken } from '../../people.ts'
import { testDefaults } from '../../test-defaults.ts'

/** Somebody of the company, with a phone and a browser that are signed in. */
export interface Person {
  username: string
  accountId: number
  token: string
  /** Value of the session cookie. */
  session: string
}

/** Lays so many posts, dealt out over the authors, one each minute; straight into the file, since verbs would take half an hour. */
export function layPosts(file: string, accountIds: readonly number[], posts: number): void {
  const db = new Sqlite(file)
  const insert = db.prepare(
    `insert into statuses (id, account_id, audience, listed, text, content, thread_id, created_at) values (?, ?, 'everyone', 1, ?, ?, ?, ?)`,
  )
  const start = systemClock.now() - (posts + 1) * 60_000
  db.transaction(() => {
    for (let i = 0; i < posts; i++) {
      const at = start + i * 60_000
      const id = idAt(at)
      const text = `Post ${i}, as long as people write them on an ordinary day about the release and the garden`
      insert.run(id, accountIds[i % accountIds.length], text, `<p>${text}</p>`, id, at)
    }
  })()
  db.exec('analyze')
  db.close()
}

/** Makes a company in an empty `data` folder: each of its people follows the next `follows`; `posts` lie there already. */
export async function makeCompany(data: string, url: string, o: { people: number; follows: number; posts: number }): Promise<Person[]> {
  const file = join(data, 'atrium.db')
  await migrate(`sqlite:${file}`, 'migrations', systemClock)
  const site = await openSite(readConfig({ defaults: { ...testDefaults(data, `sqlite:${file}`), url, limits: { enabled: false } } }), 'cli')
  const viewers: Viewer[] = []
  const people: Person[] = []
  for (let i = 0; i < o.people; i++) {
    const username = `person${i}`
    const viewer = await makePerson(site, username)
    viewers.push(viewer)
    const { accountId } = viewer
    people.push({ username, accountId, token: await makeToken(site, viewer), session: await makeSession(site, viewer) })
  }
  for (const [i, viewer] of viewers.entries())
    await Promise.all(
      Array.from({ length: o.follows }, async (_, step) => await follow(site, viewer, viewers[(i + step + 1) % o.people]!.accountId)),
    )
  await site.close()
  layPosts(
    file,
    people.map((person) => person.accountId),
    o.posts,
  )
  return people
}
