import type { Viewer } from '#base/viewer.ts'
import { mediaByIds } from '#features/media/media.queries.ts'
import { maxCharacters } from '#features/settings/known-settings.ts'
import { readSetting } from '#features/settings/read-setting.ts'
import type { Site } from '#platform/site.ts'
import { type ComposerOptions, composerView } from './composer.html.ts'

/** A composer with the viewer's own pictures in it; those of anybody else are not there (SEC:V5). */
export async function loadComposer(site: Site, viewer: Viewer, o: Omit<ComposerOptions, 'limit' | 'media' | 'typing'>) {
  const rows = await mediaByIds(
    site.store.read,
    o.typed.pictures.map(({ id }) => id),
  )
  const media = rows.filter((file) => file.accountId === viewer.accountId)
  const typing = { locale: viewer.locale, timeZone: viewer.timeZone, now: site.clock.now() }
  return composerView({ ...o, typing, media, limit: await readSetting(site, maxCharacters) })
}
