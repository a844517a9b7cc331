import { setTimeout as wait } from 'node:timers/promises'
import { changeLanguage } from '#features/people/change-language.ts'
import { changeLook } from '#features/people/change-look.ts'
import type { Leg } from './legs.ts'
import { localeOf, lookOf, type Setting } from './settings.ts'
import type { WalkWindow } from './window.ts'
import { slipsIn } from './words.ts'
import type { World } from './world.ts'

/** Makes pages look like this to the walker: chosen by whoever is signed in, asked for by the system otherwise. */
export async function dress(world: World, window: WalkWindow, { walker }: Pick<Leg, 'walker'>, setting: Setting): Promise<void> {
  const { site } = world.web
  const locale = localeOf(setting.direction)
  if (walker === 'nobody') {
    await window.page.setExtraHTTPHeaders({ 'accept-language': locale })
    await window.system(setting)
  } else {
    await changeLook(site, world[walker], lookOf(setting))
    await changeLanguage(site, world[walker], { locale, timeZone: 'Europe/Berlin' })
    await window.system({ theme: 'light', motion: setting.motion })
  }
  await window.size(setting.wide)
}

/** Lets pictures and whatever a page asks for come in, for half a minute; answers what is missing then. */
async function missingPictures(window: WalkWindow): Promise<string[]> {
  let missing = await window.ask<string[]>('pictures()')
  for (let i = 0; i < 600 && missing.length > 0; i++) {
    await wait(50)
    missing = await window.ask<string[]>('pictures()')
  }
  return missing
}

/** Goes to a page and answers what is wrong with it however it looks: nothing of this changes with a theme or a width. */
export async function arrive(window: WalkWindow, leg: Pick<Leg, 'path' | 'status'>, motion: Setting['motion']): Promise<string[]> {
  const status = await window.goto(leg.path)
  const wanted = leg.status ?? 200
  const faults = status === wanted ? [] : [`answers ${status}, not ${wanted}`]
  const here = new URL(window.page.url())
  const asked = new URL(leg.path, here)
  if (here.pathname !== asked.pathname) faults.push(`leads to ${here.pathname}`)
  return [...faults, ...(await stand(window, motion))]
}

/** The same for the page that stands in the window. */
export async function stand(window: WalkWindow, motion: Setting['motion']): Promise<string[]> {
  const missing = await missingPictures(window)
  await window.ask('unfold()')
  const moving = motion === 'less' ? await window.ask<string[]>('moving()') : []
  await window.ask('settle()')
  const slips = slipsIn(await window.ask<string[]>('words()'))
  return [...(await window.ask<string[]>('bones()')), ...missing, ...moving, ...slips, ...window.takeFaults()]
}
