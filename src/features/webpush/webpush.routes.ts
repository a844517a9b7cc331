import { unauthorized } from '#base/errors.ts'
import { area, type Call, del, get, patch, post, put } from '#http/area.ts'
import { bearerOf } from '#http/identify.ts'
import { changeSubscription } from './change-subscription.ts'
import { showSubscription } from './show-subscription.ts'
import { type OwnToken, subscribe } from './subscribe.ts'
import { unsubscribe } from './unsubscribe.ts'
import { NewSubscriptionBody, SubscriptionChangeBody } from './webpush.input.ts'
import { subscriptionJson } from './webpush.json.ts'

const path = '/api/v1/push/subscription'
const row = { scope: 'push', returns: 'WebPushSubscription' } as const
const change = { ...row, body: SubscriptionChangeBody }

/** Whose token asks: subscriptions belong to tokens and are named by nothing else (SEC:V17). */
function tokenOf(c: Pick<Call, 'caller' | 'header'>): OwnToken {
  const bearer = bearerOf(c.header('authorization'))
  if (c.caller.kind !== 'token' || bearer === undefined) throw unauthorized()
  return { id: c.caller.tokenId, bearer }
}

const changed = async (c: Pick<Call<undefined, undefined, typeof SubscriptionChangeBody>, 'site' | 'caller' | 'header' | 'body'>) =>
  subscriptionJson(c.site, await changeSubscription(c.site, tokenOf(c).id, c.body))

/** Web push for apps. */
export const webpushArea = area('web push', [
  post(path, { ...row, body: NewSubscriptionBody }, async (c) =>
    subscriptionJson(c.site, await subscribe(c.site, c.viewer, tokenOf(c), c.body)),
  ),
  get(path, { ...row, answers: { 404: 'There is none' } }, async (c) =>
    subscriptionJson(c.site, await showSubscription(c.site, tokenOf(c).id)),
  ),
  put(path, change, changed),
  patch(path, change, changed),
  del(path, { ...row, returns: 'Empty' }, async (c) => {
    await unsubscribe(c.site, tokenOf(c).id)
    return {}
  }),
])
