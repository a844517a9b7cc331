import { notFound } from '#base/errors.ts'
import { profilePath } from '#features/accounts/accounts.html.ts'
import { AccountPath } from '#features/accounts/accounts.input.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { form, go, pageArea, type PageCall } from '#http/page.ts'
import { follow } from './follow.ts'
import { loadRelationships } from './relationships.json.ts'
import { unfollow } from './unfollow.ts'

/** Back to the profile, with the focus on the button that was pressed. */
async function backTo({ site }: Pick<PageCall, 'site'>, id: number, flash: string) {
  const who = (await loadAccounts(site.store.read, [id])).get(id)
  if (!who) throw notFound('account')
  const focus = `follow-button-${id}`
  return go(`${profilePath(who.account)}#${focus}`, { flash, focus })
}

export const relationshipsPages = pageArea('relationships', [
  form('/people/:id/follow', { params: AccountPath, limit: 'follows' }, async (c) => {
    const { id } = c.params
    await follow(c.site, c.viewer, id)
    const asked = (await loadRelationships(c.site.store.read, c.viewer.accountId, [id])).get(id)?.request
    return await backTo(c, id, asked ? 'flash.asked' : 'flash.followed')
  }),
  form('/people/:id/unfollow', { params: AccountPath }, async (c) => {
    await unfollow(c.site, c.viewer, c.params.id)
    return await backTo(c, c.params.id, 'flash.unfollowed')
  }),
])
