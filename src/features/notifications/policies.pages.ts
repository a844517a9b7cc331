import { form, go, page, pageArea, view } from '#http/page.ts'
import { changePolicy } from './change-policy.ts'
import { PolicyForm } from './notifications.input.ts'
import { policyView } from './policies.html.ts'
import { loadPolicy } from './policies.json.ts'

const path = '/settings/notifications'

/** Who may notify the viewer. */
export const policiesPages = pageArea('notification policies', [
  page(path, {}, async (c) => {
    const { policy, pending } = await loadPolicy(c.site, c.viewer)
    return view('notifications/policy', c.say('policy.title'), { classes: policyView(policy), requests: pending.requests })
  }),
  form(path, { body: PolicyForm }, async (c) => {
    const { body } = c
    await changePolicy(c.site, c.viewer, {
      notFollowing: body.not_following,
      notFollowers: body.not_followers,
      newAccounts: body.new_accounts,
      privateMentions: body.private_mentions,
      limitedAccounts: body.limited_accounts,
      bots: body.bots,
    })
    return go(path, { flash: 'policy.saved', focus: 'main' })
  }),
])
