import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import type { Setting } from './define-setting.ts'
import { settingChanged } from './settings.events.ts'
import { upsertSetting } from './settings.queries.ts'

/** Stores a setting's value in the caller's transaction; every process reads it from the commit on. Throws a ZodError on a value that does not fit. */
export async function changeSetting<T>(site: Site, db: Db, setting: Setting<T>, value: T): Promise<void> {
  await upsertSetting(db, setting.name, setting.schema.parse(value), site.clock.now())
  await site.events.add(db, settingChanged, { name: setting.name })
}
