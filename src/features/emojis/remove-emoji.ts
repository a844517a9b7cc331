import { notFound } from '#base/errors.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import { dropFiles } from '#features/files/drop-files.ts'
import type { Site } from '#platform/site.ts'
import { emojisChanged } from './emojis.events.ts'
import { deleteEmoji, emojisNamed } from './emojis.queries.ts'

/** Removes an emoji: where it stood, its shortcode stands again. Throws 404. */
export async function removeEmoji(site: Site, shortcode: string, who: number | null): Promise<void> {
  await site.store.tx(async (db) => {
    const [emoji] = await emojisNamed(db, [shortcode])
    if (!emoji) throw notFound('emoji')
    await deleteEmoji(db, emoji.id)
    await dropFiles(site, db, [emoji.file, emoji.still], [])
    await site.events.add(db, emojisChanged, {})
    await recordAudit(site, db, { action: 'emoji.remove', actor: who, target: `emoji:${emoji.id}` })
  })
}
