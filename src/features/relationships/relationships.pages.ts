import { notFound } from '#base/errors.ts'
import { personView, profilePath } from '#features/accounts/accounts.html.ts'
import { AccountPath } from '#features/accounts/accounts.input.ts'
import { ownPath } from '#http/own-path.ts'
import { form, go, pageArea, type PageCall, stream } from '#http/page.ts'
import { z } from 'zod'
import { follow } from './follow.ts'
import { loadPeople } from './load-people.ts'
import { type FollowView, followView } from './people.html.ts'
import { unfollow } from './unfollow.ts'

/** The list in which the button stands; none on the profile itself. */
const FollowForm = z.object({ back: z.string().max(2000).exactOptional() })

type Call = Pick<PageCall, 'site' | 'viewer' | 'wantsStream'> & { body: z.output<typeof FollowForm> }

/** To the button that was pressed: on the profile by a whole page, since more than the button may have changed there. */
async function backTo({ site, viewer, wantsStream, body: { back } }: Call, id: number, flash: (button: FollowView) => string) {
  const [found] = await loadPeople(site.store.read, viewer, [id])
  if (!found?.between) throw notFound('account')
  const button = followView(personView(found.parts), found.between, back !== undefined)
  if (back !== undefined && wantsStream)
    return stream([{ action: 'replace', target: `follow-${id}`, partial: 'follow', data: button, morph: true }])
  const focus = `follow-button-${id}`
  const path = back === undefined ? profilePath(found.parts.account) : ownPath(back)
  return go(`${path}#${focus}`, { flash: flash(button), focus })
}

export const relationshipsPages = pageArea('relationships', [
  form('/people/:id/follow', { params: AccountPath, body: FollowForm, limit: 'follows' }, async (c) => {
    await follow(c.site, c.viewer, c.params.id)
    return await backTo(c, c.params.id, ({ asked }) => (asked ? 'flash.asked' : 'flash.followed'))
  }),
  form('/people/:id/unfollow', { params: AccountPath, body: FollowForm }, async (c) => {
    await unfollow(c.site, c.viewer, c.params.id)
    return await backTo(c, c.params.id, () => 'flash.unfollowed')
  }),
])
