// `npm run proof:full`: a browser walks every page of the product as four people, in everything that a page can look like.
import type { Browser } from 'playwright-core'
import { openBrowser } from '../pages/browser.ts'
import { cookiesOf, headFaults } from '../pages/walk/heads.ts'
import { type Leg, legsOf } from '../pages/walk/legs.ts'
import { type Walker, walkers } from '../pages/walk/people.ts'
import { factors, localeOf, type Setting } from '../pages/walk/settings.ts'
import { states } from '../pages/walk/states.ts'
import { arrive, dress, stand } from '../pages/walk/visit.ts'
import { WalkWindow } from '../pages/walk/window.ts'
import { openWorld, type World } from '../pages/walk/world.ts'
import { provide } from '../needs.ts'
import { cellsOf, type Load } from './cells.ts'
import { readFlags } from './flags.ts'
import { lookOver, type Tally } from './look-over.ts'

interface Round {
  walker: Walker
  direction: Setting['direction']
  javaScript: boolean
  /** Which of the walker's four loads of a page this is. */
  load: Load
}

const wanted = readFlags(process.argv.slice(2))
await provide(['chromium'], true)
const [world, browser]: [World, Browser] = [await openWorld(), await openBrowser()]
const begun = Date.now()
const tally: Tally = { loads: 0, layouts: 0, axe: 0 }
const found: string[] = []
const minutes = () => ((Date.now() - begun) / 60_000).toFixed(1)
const isWanted = (text: string) => text.includes(wanted.only)
const legs = legsOf(world).filter(({ path }) => isWanted(path))
const stops = [...legs.filter(({ page }) => page), ...states.filter(({ name }) => isWanted(name))]
const total = 4 * stops.filter(({ walker }) => wanted.walkers.includes(walker)).length

const note = (where: string, faults: readonly string[]) => {
  for (const fault of faults) {
    found.push(`${where}: ${fault}`)
    console.log(`  FOUND ${where}: ${fault}`)
  }
}

async function heads() {
  const cookies = await cookiesOf(world)
  for (const leg of legs.filter((one) => wanted.walkers.includes(one.walker)))
    note(`${leg.walker} ${leg.path}`, await headFaults(world, leg, cookies[leg.walker]))
}

/** Goes through all pages and states of a walker in one direction, with scripts or without. */
async function walk({ walker, direction, javaScript, load }: Round) {
  const window = await WalkWindow.open(browser, world, walker, javaScript)
  const motion = factors.motion[load % 2]!
  const setting: Setting = { javaScript, direction, motion, wide: factors.wide[3], theme: factors.theme[load], text: 'usual' }
  const name = (what: string) => `${walker} ${what} (${javaScript ? 'JS' : 'no JS'}, ${direction})`
  const look = async (what: string, turn: number, reach: () => Promise<string[]>) => {
    await dress(world, window, { walker }, setting)
    const faults = await reach().catch((error: Error) => [`could not be reached: ${error.message}`])
    tally.loads++
    // Others see what the employee sees with less in it.
    const cells = cellsOf(load, turn, walker === 'employee' ? 2 : 1)
    note(name(what), [...faults, ...(await lookOver(window, load, cells, motion, tally))])
    if (tally.loads % 50 === 0) console.log(`${tally.loads} of ${total} loads, ${minutes()} min`)
  }
  for (const [i, leg] of legs.filter((one: Leg) => one.page && one.walker === walker).entries())
    await look(leg.path, i + walkers.indexOf(walker), async () => await arrive(window, leg, motion))
  for (const [i, state] of states.filter((one) => one.walker === walker && isWanted(one.name)).entries())
    await look(state.name, i, async () => {
      const status = await state.reach(world, window)
      return [...(status === state.status ? [] : [`answers ${status}, not ${state.status}`]), ...(await stand(window, motion))]
    })
  await window.close()
}

await heads()
console.log(`heads of ${legs.length} answers asked, ${legs.filter((leg) => leg.page).length} of them are pages`)
for (const walker of wanted.walkers)
  for (const [i, direction] of factors.direction.entries()) {
    // A person has one language and one look at a time, so the two that go together share them.
    await Promise.all([true, false].map(async (javaScript, j) => await walk({ walker, direction, javaScript, load: (i * 2 + j) as Load })))
    world.web.clock.advance(360_000)
    console.log(
      `${walker}, ${localeOf(direction)} (${direction}): done after ${minutes()} min, ${tally.loads} loads, ${found.length} found`,
    )
  }
await browser.close()
await world.web.close()
console.log(
  `${tally.loads} pages loaded, ${tally.layouts} layouts measured, ${tally.axe} times axe, in ${minutes()} min: ${found.length} found`,
)
process.exitCode = found.length > 0 ? 1 : 0
