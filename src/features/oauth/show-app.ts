import { notFound } from '#base/errors.ts'
import type { Site } from '#platform/site.ts'
import { appJson } from './apps.json.ts'
import { appById } from './apps.queries.ts'

/** The app behind a token. Throws 404 when it is gone. */
export async function showApp(site: Site, appId: number) {
  const app = await appById(site.store.read, appId)
  if (!app) throw notFound('app')
  return appJson(site, app)
}
