import type { Browser, Page } from 'playwright-core'
import type { Viewer } from '#base/viewer.ts'
import { addToList } from '#features/lists/add-to-list.ts'
import { createList } from '#features/lists/create-list.ts'
import { follow } from '#features/relationships/follow.ts'
import { healthy, startProcess } from '../kill/server.ts'
import { makePerson } from '../people.ts'
import { freePort } from '../postgres.ts'
import { testSite, type TestSite } from '../site.ts'
import { openBrowser, openTab, type Tab } from './browser.ts'
import { openWay, type Way } from './way.ts'

/** A person at a browser of their own, which is served by a web process of its own. */
export interface Side {
  who: Viewer
  name: string
  browser: Browser
  tab: Tab
  /** Where this person does something; what is watched stands in other windows. */
  page: Page
  way: Way
  /** Address of this person's list with the other in it. */
  list: string
  web: ReturnType<typeof startProcess>
  /** `kill -9` for this side's web process. */
  kill(): Promise<void>
  /** Starts it again, on the same port. */
  start(): Promise<void>
}

export interface Pair {
  own: TestSite
  ada: Side
  ben: Side
  /** Whom neither follows. */
  strangers: readonly [Viewer, Viewer]
  close(): Promise<void>
}

/** Ada and Ben, who follow each other and five others, on one database with two web processes and a worker. */
export async function openPair(): Promise<Pair> {
  const url = `http://localhost:${await freePort()}`
  const own = await testSite({ config: { url }, at: Date.now() })
  const { site, data, databaseUrl } = own
  const closers: (() => Promise<unknown>)[] = [async () => await own.close()]
  const close = async () => {
    for (const one of closers.toReversed()) await one()
  }
  const env = (port: number) => ({
    ATRIUM_URL: url,
    ATRIUM_DATA: data,
    ATRIUM_LISTEN__PORT: String(port),
    ATRIUM_LISTEN__HOST: '127.0.0.1',
    ATRIUM_LOG__LEVEL: 'error',
    DATABASE_URL: databaseUrl,
  })
  const [ada, ben] = [await makePerson(site, 'ada'), await makePerson(site, 'ben')]
  // Whoever follows five has a home of their own: nobody else's posts stand in it.
  for (const name of ['emil', 'fay', 'gus', 'hana', 'ida']) {
    const one = await makePerson(site, name)
    for (const who of [ada, ben]) await follow(site, who, one.accountId)
  }
  const strangers = [await makePerson(site, 'otto'), await makePerson(site, 'pia')] as const
  const sit = async (who: Viewer, name: string, other: Viewer): Promise<Side> => {
    await follow(site, who, other.accountId)
    const list = await createList(site, who, { title: 'Closely', repliesPolicy: 'list', exclusive: false })
    await addToList(site, who, list.id, [other.accountId])
    const port = await freePort()
    const way = await openWay(port)
    closers.push(async () => await way.close())
    const start = () => startProcess('web', env(port))
    const browser = await openBrowser([`--host-resolver-rules=MAP localhost:${new URL(url).port} 127.0.0.1:${way.port}`])
    closers.push(async () => await browser.close())
    const side: Omit<Side, 'tab' | 'page'> = {
      who,
      name,
      browser,
      way,
      list: `/lists/${list.id}`,
      web: start(),
      kill: async () => await side.web.kill(),
      async start() {
        side.web = start()
        await healthy(`http://127.0.0.1:${port}`, side.web)
      },
    }
    closers.push(async () => await side.web.kill())
    await healthy(`http://127.0.0.1:${port}`, side.web)
    const tab = await openTab(browser, { url, site }, { as: who })
    return Object.assign(side, { tab, page: tab.page })
  }
  try {
    const worker = startProcess('worker', env(0))
    closers.push(async () => await worker.kill())
    const sides = [await sit(ada, 'ada', ben), await sit(ben, 'ben', ada)] as const
    return { own, ada: sides[0], ben: sides[1], strangers, close }
  } catch (error) {
    await close()
    throw error
  }
}
