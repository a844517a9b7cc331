// What the tests of web push stand on: a site that may ask one push service, and people with phones.
import { eq } from '#db/drizzle.ts'
import { registerApp } from '#features/oauth/register-app.ts'
import { mintToken } from '#features/oauth/mint-token.ts'
import { subscribe, type NewSubscription } from '#features/webpush/subscribe.ts'
import { type PushSubscription, pushAlerts, pushSubscriptions } from '#features/webpush/webpush.schema.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { phoneScopes } from '../../people.ts'
import { testSite } from '../../site.ts'
import { type Device, newDevice } from './device.ts'
import { type PushService, startPushService } from './push-service.ts'

/** A site whose `fetch.push` names one push service, which listens. */
export async function pushScene(o: { push?: (place: string) => string[] } = {}) {
  const service = await startPushService()
  const own = await testSite({
    config: { url: 'http://localhost:3999', fetch: { loopback: [service.place], push: (o.push ?? ((place) => [place]))(service.place) } },
  })
  const close = async () => {
    await own.close()
    await service.close()
  }
  return { ...own, service, close }
}

export interface Phone {
  device: Device
  token: string
  tokenId: number
  subscription: PushSubscription
}

/** A phone of somebody that wants to hear of everything, unless told otherwise. */
export async function newPhone(
  site: Site,
  service: Pick<PushService, 'endpoint'>,
  viewer: Viewer,
  o: Partial<NewSubscription> = {},
): Promise<Phone> {
  const device = newDevice()
  const app = await registerApp(
    site,
    { name: 'Phone', website: null, redirectUris: ['urn:ietf:wg:oauth:2.0:oob'], scopes: phoneScopes },
    '127.0.0.1',
  )
  const whose = { appId: app.id, personId: viewer.personId, accountId: viewer.accountId, scopes: phoneScopes }
  const { token, id: tokenId } = await site.store.tx(async (db) => await mintToken(site, db, whose))
  const { p256dh, auth } = device
  const wish: NewSubscription = {
    endpoint: service.endpoint(String(tokenId)),
    p256dh,
    auth,
    standard: true,
    alerts: [...pushAlerts],
    policy: 'all',
    ...o,
  }
  const subscription = await subscribe(site, viewer, { id: tokenId, bearer: token }, wish)
  return { device, token, tokenId, subscription }
}

/** Runs what the worker would run until nothing is due. */
export const settle = async (site: Site): Promise<void> => void (await drainJobs(site, jobs))

/** The row of a subscription as it is now. */
export const rowOf = async (site: Site, { tokenId }: Phone): Promise<PushSubscription | undefined> =>
  (await site.store.read.select().from(pushSubscriptions).where(eq(pushSubscriptions.tokenId, tokenId)))[0]
