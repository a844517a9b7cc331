import { invalid } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { updatePerson } from './people.queries.ts'

/** In which language and at whose time of day a person is spoken to. */
export interface LanguageChoice {
  /** One of `views/locales`. */
  locale: string
  /** IANA name. */
  timeZone: string
}

/** Every zone that this runtime knows, in the order of its name; UTC is one that it does not list. */
export const timeZones: readonly string[] = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].toSorted()

/** Sets the language of pages, messages and mail, and the zone of their times. Throws 422 for one that is not offered. */
export async function changeLanguage(site: Site, viewer: Pick<Viewer, 'personId'>, { locale, timeZone }: LanguageChoice): Promise<void> {
  const inclusion = [{ error: 'ERR_INCLUSION', description: 'is not included in the list' }] as const
  if (!site.words.locales.includes(locale)) throw invalid({ locale: [...inclusion] })
  if (!timeZones.includes(timeZone)) throw invalid({ time_zone: [...inclusion] })
  await site.store.tx(async (db) => await updatePerson(db, viewer.personId, { locale, timeZone }))
}
