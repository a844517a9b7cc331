import { setTimeout as wait } from 'node:timers/promises'
import { factors, type Setting } from '../pages/walk/settings.ts'
import type { WalkWindow } from '../pages/walk/window.ts'
import { type Cell, dataOf, type Load, looksAt } from './cells.ts'

/** Rules of axe whose answer changes with colours and sizes; all others are asked once for each load. */
const ofLooks = ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable']

export interface Tally {
  loads: number
  layouts: number
  axe: number
}

/**
 * Looks at the page that stands in a window in every width and both sizes of text, with motion and without, and lets axe look in the given
 * cells. Answers what is wrong, a line each.
 */
export async function lookOver(
  window: WalkWindow,
  load: Load,
  cells: readonly Cell[],
  motion: Setting['motion'],
  tally: Tally,
): Promise<string[]> {
  const faults: string[] = []
  for (const wide of factors.wide) {
    await window.size(wide)
    const name = `${wide.width} px${wide.zoom > 1 ? ' at 200 %' : ''}`
    const looks = looksAt(wide, load)
    for (const fault of await window.ask<string[]>(`layouts(${JSON.stringify(looks)}, ${wide.width})`)) faults.push(`${name}, ${fault}`)
    tally.layouts += looks.length
  }
  await window.ask('settle()')
  // The other of the two: the page was loaded with one, and the system may change its mind.
  await window.system({ theme: 'light', motion: motion === 'less' ? 'usual' : 'less' })
  if (motion === 'usual') faults.push(...(await window.ask<string[]>('moving()')))
  for (const [i, { wide, theme, text }] of cells.entries()) {
    await window.size(wide)
    await window.ask(`wear(${JSON.stringify(dataOf({ theme, text }))})`)
    // Colours that change slowly are measured when they have come.
    await wait(30)
    await window.ask('settle()')
    const found = await window.axe(i === 0 ? undefined : ofLooks)
    tally.axe++
    for (const fault of found) faults.push(`${wide.width} px, ${theme}, text ${text}: ${fault}`)
  }
  return faults
}
