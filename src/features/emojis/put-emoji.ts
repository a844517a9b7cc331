import { randomHex } from '#base/ids.ts'
import { invalid } from '#base/errors.ts'
import { isShortcode } from '#base/text/find-shortcodes.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import { dropFiles } from '#features/files/drop-files.ts'
import { nameFiles } from '#features/files/name-files.ts'
import { storeFiles } from '#features/files/store-files.ts'
import { readEmoji } from '#platform/images/read-emoji.ts'
import type { Site } from '#platform/site.ts'
import { emojisChanged } from './emojis.events.ts'
import { deleteEmoji, emojisNamed, insertEmoji } from './emojis.queries.ts'

export interface NewEmoji {
  shortcode: string
  /** Where the picture lies. */
  path: string
  category: string | null
}

/**
 * Makes an emoji of a picture, or replaces the one of the same shortcode (`replace`), which then has a new address. Answers `kept` where one stands
 * and is not to be replaced. `who` is the person, null for the command line. Throws 422 for a shortcode that is none and as `readEmoji`.
 */
export async function putEmoji(
  site: Site,
  { shortcode, path, category }: NewEmoji,
  o: { replace: boolean; who: number | null },
): Promise<'added' | 'replaced' | 'kept'> {
  if (!isShortcode(shortcode)) throw invalid({ shortcode: [{ error: 'ERR_INVALID', description: 'Shortcode is not valid' }] })
  if (!o.replace && (await emojisNamed(site.store.read, [shortcode])).length > 0) return 'kept'
  const { full, still } = await readEmoji(path)
  const [file, kept] = await storeFiles(site, [full, still])
  return await site.store.tx(async (db) => {
    const [old] = await emojisNamed(db, [shortcode])
    if (old && !o.replace) return 'kept'
    if (old) await deleteEmoji(db, old.id)
    await nameFiles(db, [file, kept])
    const row = { id: site.ids.next(), shortcode, category, capability: randomHex(), file, still: kept, createdAt: site.clock.now() }
    if (!(await insertEmoji(db, row)))
      throw invalid({ shortcode: [{ error: 'ERR_TAKEN', description: 'Shortcode has already been taken' }] })
    if (old) await dropFiles(site, db, [old.file, old.still], [])
    await site.events.add(db, emojisChanged, {})
    await recordAudit(site, db, { action: old ? 'emoji.replace' : 'emoji.add', actor: o.who, target: `emoji:${row.id}` })
    return old ? 'replaced' : 'added'
  })
}
