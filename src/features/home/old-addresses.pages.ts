import { notFound } from '#base/errors.ts'
import { profilePath } from '#features/accounts/accounts.html.ts'
import { AccountPath, idInput } from '#features/accounts/accounts.input.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { go, page, pageArea, type PageCall } from '#http/page.ts'
import { z } from 'zod'
import { addressNow, movedPages } from './old-address.ts'

const UserPath = z.object({ user: z.string().max(200) })
const UserStatusPath = UserPath.extend({ id: idInput })

/** The query goes along: a search keeps its words. */
const onward = async ({ path, rawQuery }: Pick<PageCall, 'path' | 'rawQuery'>, from: string) =>
  go(addressNow(path.slice(from.length)) + (rawQuery === '' ? '' : `?${rawQuery}`))

/** Bookmarks and links from Mastodon's own pages: each leads to the page that shows the same here. */
export const oldAddressesPages = pageArea('old addresses', [
  page('/web', {}, async () => go('/home')),
  page('/deck', {}, async () => go('/home')),
  page('/web/*rest', {}, async (c) => await onward(c, '/web/')),
  page('/deck/*rest', {}, async (c) => await onward(c, '/deck/')),
  ...Object.entries(movedPages).map(([old, now]) => page(`/${old}`, {}, async () => go(now))),

  page('/accounts/:id', { params: AccountPath }, async ({ site, params }) => {
    const who = (await loadAccounts(site.store.read, [params.id])).get(params.id)
    if (!who) throw notFound('account')
    return go(profilePath(who.account))
  }),
  page('/users/:user', { params: UserPath }, async ({ params }) => go(`/@${encodeURIComponent(params.user)}`)),
  page('/users/:user/statuses/:id', { params: UserStatusPath }, async ({ params }) =>
    go(`/@${encodeURIComponent(params.user)}/${params.id}`),
  ),
])
