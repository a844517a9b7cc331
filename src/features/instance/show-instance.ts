import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { companyAccountId } from '#features/accounts/company-account.ts'
import { accountChanged } from '#features/accounts/accounts.events.ts'
import { maxCharacters } from '#features/settings/known-settings.ts'
import { readSetting } from '#features/settings/read-setting.ts'
import { settingChanged } from '#features/settings/settings.events.ts'
import { onePerSite } from '#platform/one-per-site.ts'
import type { Site } from '#platform/site.ts'
import { contactEmail, instanceDescription, instanceRules, termsOfService } from './instance-settings.ts'
import { type InstanceParts, instanceJson, oldInstanceJson } from './instance.json.ts'
import { loadUsage } from './instance.queries.ts'
import { nodeInfoJson } from './node-info.ts'

interface Cached {
  text: string
  at: number
}

/** Ms that the numbers in an answer may lag. */
const shelf = 60_000
const month = 28 * 86_400_000
const halfYear = 180 * 86_400_000

const cacheOf = onePerSite((site) => {
  const fresh = new Map<string, Cached>()
  site.events.listen((e) => {
    if (e.name === settingChanged.name) fresh.clear()
    if (e.name === accountChanged.name && accountChanged.data.parse(e.data).accountId === companyAccountId) fresh.clear()
  })
  site.events.onGap(() => fresh.clear())
  return fresh
})

async function loadParts(site: Site): Promise<InstanceParts> {
  const { read } = site.store
  return {
    description: await readSetting(site, instanceDescription),
    email: await readSetting(site, contactEmail),
    rules: await readSetting(site, instanceRules),
    terms: (await readSetting(site, termsOfService)).length > 0,
    maxCharacters: await readSetting(site, maxCharacters),
    usage: await loadUsage(read, site.clock.now() - month, site.clock.now() - halfYear),
    contact: (await loadAccounts(read, [companyAccountId])).get(companyAccountId),
  }
}

/** JSON text kept until a setting or the company account changes, a minute at the most: every app asks for it at every start. */
async function cachedText(site: Site, name: string, shape: (site: Site, parts: InstanceParts) => object): Promise<string> {
  const cache = cacheOf(site)
  await site.events.catchUp()
  const now = site.clock.now()
  const known = cache.get(name)
  if (known && now - known.at < shelf) return known.text
  const before = site.events.position()
  const text = JSON.stringify(shape(site, await loadParts(site)))
  if (site.events.position() === before) cache.set(name, { text, at: now })
  return text
}

/** The Instance document of API v2 as JSON text. */
export const showInstance = async (site: Site): Promise<string> => await cachedText(site, 'v2', instanceJson)

/** The one of API v1. */
export const showOldInstance = async (site: Site): Promise<string> => await cachedText(site, 'v1', oldInstanceJson)

/** What the server tells crawlers and apps that do not know its kind (NodeInfo 2.0). */
export const showNodeInfo = async (site: Site): Promise<string> => await cachedText(site, 'nodeinfo', nodeInfoJson)
