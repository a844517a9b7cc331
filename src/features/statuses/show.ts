import { notFound } from '#base/errors.ts'
import { Pieces } from '#base/pieces.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { writePage } from './kept-pages.ts'
import { loadStatusParts, type StatusParts } from './statuses.json.ts'
import { canSee } from './statuses.policy.ts'

/** One status as the viewer may see it. Throws the same 404 for one that is hidden and one that is not there (SEC:V6). */
export async function showStatus(site: Site, viewer: Viewer, id: number): Promise<StatusParts> {
  const [parts] = await loadStatusParts(site, site.store.read, [id], viewer)
  if (!parts) throw notFound('status')
  return parts
}

/** Mastodon's Status of one status as JSON text. Throws as `showStatus`. */
export async function writeStatus(site: Site, viewer: Viewer, id: number): Promise<Pieces> {
  const { texts } = await writePage(site, viewer, `status ${id}`, canSee, async () => ({ ids: [id], head: undefined }))
  if (texts[0] === undefined) throw notFound('status')
  return new Pieces(texts[0])
}

/** The post that an id means: what a boost boosts, another post itself. Throws 404 as `showStatus`. */
export async function showMeant(site: Site, viewer: Viewer, id: number): Promise<StatusParts> {
  const parts = await showStatus(site, viewer, id)
  return parts.boosted ?? parts
}

/** One of the viewer's own statuses, to be changed or deleted. Anybody else's is answered like one that is not there (SEC:V5). */
export async function ownStatus(site: Site, viewer: Viewer, id: number): Promise<StatusParts> {
  const parts = await showStatus(site, viewer, id)
  if (!parts.flags.mine) throw notFound('status')
  return parts
}
