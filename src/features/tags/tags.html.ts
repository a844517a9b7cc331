import type { Site } from '#platform/site.ts'
import { historyOf, type TagParts } from './tags.json.ts'

/** Address of a hashtag on our own pages. */
export const tagPath = (name: string) => `/tags/${encodeURIComponent(name)}`

/** A hashtag as pages show it. */
export interface TagView {
  /** Folded, for addresses; `key` is the same in letters that an id may have, `display` the spelling seen first. */
  name: string
  key: string
  display: string
  path: string
  following: boolean
  featuring: boolean
  /** It stands in a list, where only following is offered. */
  inList: boolean
  /** Posts of seven days with it. */
  uses: number
  /** The same by day, the oldest first, as bars of a drawing 28 wide and 16 high. */
  bars: { x: number; y: number; height: number }[]
}

const [step, height] = [4, 16]

/** A hashtag with its week. */
export function tagView(site: Site, tag: TagParts, inList = false): TagView {
  const days = historyOf(site, tag).map((day) => day.uses)
  const most = Math.max(...days)
  // A day without posts is a line on the ground.
  const tall = (uses: number) => (most === 0 ? 1 : Math.max(1, Math.round((uses / most) * height)))
  return {
    name: tag.name,
    key: Buffer.from(tag.name).toString('base64url'),
    display: tag.display,
    path: tagPath(tag.name),
    following: tag.following,
    featuring: tag.featuring,
    inList,
    uses: days.reduce((sum, uses) => sum + uses, 0),
    bars: days.toReversed().map((uses, i) => ({ x: i * step, y: height - tall(uses), height: tall(uses) })),
  }
}
