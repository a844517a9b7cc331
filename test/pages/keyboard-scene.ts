import type { TestContext } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { openHouse } from '../features/signin/house.ts'
import { makePerson } from '../people.ts'
import { openBrowser, openTab } from './browser.ts'
import { KeyboardUser } from './keyboard.ts'
import { write } from './scene.ts'

/** A company with a directory, two colleagues and something to read, and a browser at its door. */
export async function openDoor(t: TestContext, o: { javaScript: boolean; width: number }) {
  const house = await openHouse(t)
  await house.serve()
  const { site, url, clock } = house
  const ben = await makePerson(site, 'ben')
  const poll = { options: ['Tea', 'Coffee'], multiple: false, hideTotals: false, lasts: 3600 }
  const say = async (who: Viewer, text: string, more = {}) => {
    clock.advance(60_000)
    return await write(site, who, text, more)
  }
  await say(ben, 'What shall we drink?', { poll })
  await say(ben, 'The pump in hall four is loud again.')
  await say(ben, 'Gates close at six today.')
  const browser = await openBrowser()
  t.after(async () => await browser.close())
  const tab = await openTab(browser, { url, site }, o)
  return { ...house, tab, user: await KeyboardUser.at(tab.page), ben }
}
