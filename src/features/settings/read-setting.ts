import { onePerSite } from '#platform/one-per-site.ts'
import type { Site } from '#platform/site.ts'
import type { Setting } from './define-setting.ts'
import { settingByName } from './settings.queries.ts'
import { settingChanged } from './settings.events.ts'

const cacheOf = onePerSite((site) => {
  const fresh = new Map<string, unknown>()
  site.events.listen((e) => {
    if (e.name === settingChanged.name) fresh.delete(settingChanged.data.parse(e.data).name)
  })
  site.events.onGap(() => fresh.clear())
  return fresh
})

/**
 * The present value of a setting, its fallback where no row is or where the row no longer fits the schema. Not to be called inside `tx`.
 * Cached until the event of its change, in whichever process that happened (docs/adr/0005: asked after `catchUp`, kept if nothing moved).
 */
export async function readSetting<T>(site: Site, setting: Setting<T>): Promise<T> {
  const cache = cacheOf(site)
  await site.events.catchUp()
  if (cache.has(setting.name)) return cache.get(setting.name) as T
  const before = site.events.position()
  const [row] = await settingByName(site.store.read, { name: setting.name })
  const parsed = row ? setting.schema.safeParse(row.value) : undefined
  if (parsed && !parsed.success) site.log.error({ setting: setting.name }, 'a stored setting does not fit its schema; the default is used')
  const value = parsed?.success ? parsed.data : setting.fallback
  if (site.events.position() === before) cache.set(setting.name, value)
  return value
}
