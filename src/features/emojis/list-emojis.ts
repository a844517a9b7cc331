import { onePerSite } from '#platform/one-per-site.ts'
import type { Site } from '#platform/site.ts'
import { emojisChanged } from './emojis.events.ts'
import { allEmojis } from './emojis.queries.ts'
import { listedEmojiJson } from './emojis.json.ts'

const shelfOf = onePerSite((site) => {
  const shelf: { text: string | undefined } = { text: undefined }
  const empty = () => {
    shelf.text = undefined
  }
  site.events.listen((e) => {
    if (e.name === emojisChanged.name) empty()
  })
  site.events.onGap(empty)
  return shelf
})

/** All emoji as JSON text, kept until one of them changes (docs/adr/0005): every app asks for it at its start. */
export async function listEmojis(site: Site): Promise<string> {
  const shelf = shelfOf(site)
  await site.events.catchUp()
  if (shelf.text !== undefined) return shelf.text
  const before = site.events.position()
  const text = JSON.stringify((await allEmojis(site.store.read)).map((emoji) => listedEmojiJson(site.config, emoji)))
  if (site.events.position() === before) shelf.text = text
  return text
}
