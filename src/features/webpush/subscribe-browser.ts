import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import type { NewSubscription } from './subscribe.ts'
import { putSubscription, takeBrowsers } from './webpush.queries.ts'
import type { PushAlert } from './webpush.schema.ts'

/** What a browser is told of until its person says otherwise: what is meant for them, and not each favourite. */
const usualAlerts: readonly PushAlert[] = ['mention', 'status', 'follow', 'follow_request', 'poll']

/**
 * Subscribes the browser of a session, in place of what it had before. It is woken as long as the session lives, and what it was told of
 * through an earlier session of the same person goes on. Any host is taken, also one that we may not ask (docs/adr/0037).
 */
export async function subscribeBrowser(
  site: Site,
  { accountId }: Pick<Viewer, 'accountId'>,
  sessionId: number,
  wish: Pick<NewSubscription, 'endpoint' | 'p256dh' | 'auth'>,
): Promise<void> {
  await site.store.tx(async (db) => {
    const [known] = await takeBrowsers(db, accountId, wish.endpoint)
    const alerts = known?.alerts ?? [...usualAlerts]
    const row = { ...wish, standard: true, alerts, policy: 'all', tokenId: null, sealedToken: null, sessionId, accountId } as const
    await putSubscription(db, { ...row, createdAt: site.clock.now() })
  })
}
