import { z } from 'zod'
import { defineSetting } from '#features/settings/define-setting.ts'
import { readSetting } from '#features/settings/read-setting.ts'
import type { Site } from '#platform/site.ts'
import type { App } from './oauth.schema.ts'

/** Which apps may be authorised: any registered one, those on the list, or those that an admin allows when somebody asks (docs/adr/0014). */
export const appPolicy = defineSetting('oauth.appPolicy', z.enum(['open', 'known', 'request']), 'open')

export type AppStanding = 'allowed' | 'refused' | 'unknown' | 'on request'

/** What an app may be used for now. An admin's decision counts under every policy. */
export async function standingOf(site: Site, app: Pick<App, 'policyState'>): Promise<AppStanding> {
  if (app.policyState !== 'none') return app.policyState
  const policy = await readSetting(site, appPolicy)
  return policy === 'open' ? 'allowed' : policy === 'known' ? 'unknown' : 'on request'
}
