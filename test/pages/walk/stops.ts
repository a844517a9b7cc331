import { movedPages } from '#features/home/old-address.ts'
import { longWord, type Walker } from './people.ts'
import type { World } from './world.ts'

/** What a walker finds at an address; left out: a page, 200. */
export interface Outcome {
  status?: number
  /** Where it leads: the address begins with this. */
  to?: string
  /** Type of what is no page of ours, and so is not looked at. */
  file?: string
}

/** One address to go to. */
export interface Stop extends Outcome {
  path: string
  /** Where some find something else than all others. Whoever is not signed in is led to the door unless a row is for anyone. */
  for?: Partial<Record<Walker, Outcome>>
}

const gone: Outcome = { status: 404 }
/** The employee's own: to others it does not exist. */
const hers = (path: string, o: Outcome = {}): Stop => ({ path, ...o, for: { admin: gone, hire: gone } })
const plain = (...paths: string[]): Stop[] => paths.map((path) => ({ path }))
const leads = (path: string, to: string): Stop => ({ path, to })

/**
 * At least one address for each page row of the product, full and empty (the new hire's). A row without one fails the walk, so whoever
 * adds a page adds where it can be seen.
 */
export function stopsOf(w: World): Record<string, Stop[]> {
  const { thread, own, narrow } = w
  const ben = w.ben.accountId
  const long = '/@maximiliane_theodora_vom_stein'
  const media = `/media/${w.file.capability}`
  const authorize = `/oauth/authorize?response_type=code&client_id=${w.clientId}&redirect_uri=app%3A%2F%2Fback&scope=read+write+follow+push`
  const csv = ['following_accounts', 'lists', 'muted_accounts'].map((table): Stop => ({
    path: `/settings/data/${table}.csv`,
    file: 'text/csv',
  }))
  return {
    '/': [leads('/', '/home')],
    '/home': plain('/home', `/home?max_id=${w.pictures}`, '/home?max_id=1'),
    '/home/read': [{ path: `/home/read?at=${own}`, status: 204, file: '' }],
    '/web': [leads('/web', '/home')],
    '/deck': [leads('/deck', '/home')],
    '/web/*rest': [
      leads('/web/timelines/tag/probes', '/tags/probes'),
      leads('/web/search?q=x', '/search?q=x'),
      leads('/web//evil.example', '/home'),
    ],
    '/deck/*rest': [leads(`/deck/@ada/${own}`, `/@ada/${own}`)],
    ...Object.fromEntries(Object.entries(movedPages).map(([old, now]) => [`/${old}`, [leads(`/${old}`, now)]])),
    '/accounts/:id': [leads(`/accounts/${ben}`, '/@ben'), { path: '/accounts/1', status: 404 }],
    '/users/:user': [leads('/users/ada', '/@ada')],
    '/users/:user/statuses/:id': [leads(`/users/ada/statuses/${own}`, `/@ada/${own}`)],
    '/web/statuses/:id': [leads(`/web/statuses/${own}`, `/@ada/${own}`)],
    '/statuses/:id': [leads(`/statuses/${own}`, `/@ada/${own}`), { path: '/statuses/1', status: 404 }],
    '/posts/:id': [leads(`/posts/${own}`, `/@ada/${own}`)],
    '/posts': [leads('/posts', '/publish')],

    '/publish': plain('/publish', `/publish?in_reply_to=${thread}`, `/publish?text=${longWord}&open=poll`, '/publish?audience=named'),
    '/posts/:id/edit': [hers(`/posts/${own}/edit`), hers(`/posts/${w.closed}/edit`)],
    '/posts/:id/delete': [hers(`/posts/${own}/delete`)],
    '/compose/kept': plain('/compose/kept'),
    '/compose/suggestions': plain('/compose/suggestions?key=@&q=be', '/compose/suggestions?key=%23&q=pro'),
    '/compose/emoji': plain('/compose/emoji', '/compose/emoji?q=smile'),

    '/@:user/:id': [
      ...plain(
        `/@${'maximiliane_theodora_vom_stein'}/${thread}`,
        `/@ada/${own}`,
        `/@ben/${w.pictures}`,
        `/@ben/${w.poll}`,
        `/@ada/${w.closed}`,
      ),
      leads(`/@nobody/${own}`, `/@ada/${own}`),
      { path: `/@ada/${narrow}`, for: { admin: gone, hire: gone } },
    ],
    '/@:user/:id/history': plain(`/@ada/${own}/history`),
    '/@:user/:id/boosts': plain(`/@ben/${w.pictures}/boosts`, `${long}/${thread}/boosts`),
    '/@:user/:id/favourites': plain(`/@ada/${own}/favourites`),
    '/@:user': [...plain('/@ada', '/@ben', long, '/@nia', '/@company'), { path: '/@nobody', status: 404 }],
    '/@:user/with_replies': plain('/@ada/with_replies'),
    '/@:user/media': plain('/@ben/media', '/@nia/media'),
    '/@:user/followers': plain('/@ben/followers', '/@nia/followers'),
    '/@:user/following': plain('/@ada/following', '/@nia/following'),
    '/people/:id/mute': plain(`/people/${ben}/mute`),
    '/people/:id/block': plain(`/people/${w.maxi.accountId}/block`),
    '/people/:id/lists': plain(`/people/${ben}/lists`),

    '/bookmarks': plain('/bookmarks'),
    '/favourites': plain('/favourites'),
    '/followed-tags': plain('/followed-tags'),
    '/public': [leads('/public', '/public/local')],
    '/public/local': plain('/public/local'),
    '/tags/:name': plain('/tags/probes', `/tags/${longWord.slice(0, 90)}`, '/tags/nothing'),
    '/lists': plain('/lists'),
    '/lists/:id': [hers(`/lists/${w.list}`)],
    '/lists/:id/edit': [hers(`/lists/${w.list}/edit`)],
    '/lists/:id/delete': [hers(`/lists/${w.list}/delete`)],
    '/lists/:id/members': [hers(`/lists/${w.list}/members`), hers(`/lists/${w.list}/members?q=col`)],
    '/scheduled': plain('/scheduled'),
    '/scheduled/:id': [hers(`/scheduled/${w.scheduled}`)],
    '/scheduled/:id/delete': [hers(`/scheduled/${w.scheduled}/delete`)],
    '/search': plain(
      '/search',
      '/search?q=pro',
      '/search?q=col&type=people',
      '/search?q=probes&type=tags',
      '/search?q=lot&type=posts',
      '/search?q=qqqq',
    ),
    '/explore': plain('/explore'),
    '/people': plain('/people'),
    '/announcements': plain('/announcements'),
    '/announcements/:id/react': [leads(`/announcements/${w.announcement}/react`, '/announcements')],

    '/notifications': plain('/notifications'),
    '/notifications/mentions': plain('/notifications/mentions'),
    '/notifications/favourites': plain('/notifications/favourites'),
    '/notifications/boosts': plain('/notifications/boosts'),
    '/notifications/follows': plain('/notifications/follows'),
    '/notifications/polls': plain('/notifications/polls'),
    '/notifications/clear': plain('/notifications/clear'),
    '/notifications/requests': plain('/notifications/requests'),
    '/notifications/requests/:id': [hers(`/notifications/requests/${w.request}`)],
    '/follow-requests': plain('/follow-requests'),
    '/conversations': plain('/conversations'),
    '/conversations/:id': [hers(`/conversations/${w.conversation}`)],
    '/conversations/:id/answer': [{ path: `/conversations/${w.conversation}/answer`, to: `/conversations/${w.conversation}` }],
    '/conversations/:id/delete': [hers(`/conversations/${w.conversation}/delete`)],

    '/settings': [leads('/settings', '/settings/profile')],
    '/settings/profile': plain('/settings/profile'),
    '/settings/privacy': plain('/settings/privacy'),
    '/settings/appearance': plain('/settings/appearance'),
    '/settings/language': plain('/settings/language'),
    '/settings/notifications': plain('/settings/notifications'),
    '/settings/mutes': plain('/settings/mutes'),
    '/settings/blocks': plain('/settings/blocks'),
    '/settings/blocks/servers': [leads('/settings/blocks/servers', '/settings/blocks')],
    '/settings/filters': plain('/settings/filters'),
    '/settings/filters/new': plain('/settings/filters/new'),
    '/settings/filters/:id': [hers(`/settings/filters/${w.filter}`)],
    '/settings/sessions': plain('/settings/sessions'),
    '/settings/push': plain('/settings/push'),
    '/settings/push/browser': [leads('/settings/push/browser', '/settings/push')],
    '/settings/data': plain('/settings/data'),
    '/settings/data/archive': [leads('/settings/data/archive', '/settings/data')],
    '/settings/data/archive/:id': [hers(`/settings/data/archive/${w.archive}`, { file: 'application/zip' })],
    '/settings/data/:table.csv': csv,

    '/help': plain('/help'),
    '/help/apps': plain('/help/apps'),
    '/help/certificate': [{ path: '/help/certificate', status: 404 }],
    '/help/keys': plain('/help/keys'),
    '/about': plain('/about'),
    '/offline': plain('/offline'),
    '/manifest.webmanifest': [{ path: '/manifest.webmanifest', file: 'application/manifest+json' }],
    '/media/:capability/:name': [{ path: `${media}/${w.file.name}`, file: 'image/' }],
    '/media/:capability/small/:name': [{ path: `${media}/small/${w.file.name}`, file: 'image/' }],

    '/auth/sign-in': [{ path: '/auth/sign-in', to: '/home', for: { nobody: {} } }],
    '/auth/oidc/:id': [leads('/auth/oidc/company', '/auth/sign-in')],
    '/auth/oidc/:id/callback': [{ path: '/auth/oidc/company/callback?code=x&state=y', status: 400 }],
    '/auth/sign-out': [{ path: '/auth/sign-out', for: { nobody: { to: '/auth/signed-out' } } }],
    '/auth/signed-out': plain('/auth/signed-out'),
    '/oauth/authorize': [
      { path: authorize, for: { nobody: { to: '/auth/sign-in' } } },
      { path: '/oauth/authorize?client_id=none', status: 400 },
    ],
    '/oauth/authorize/native': [{ path: '/oauth/authorize/native?code=unknown', status: 400 }],
    '/oauth/authorized_applications': plain('/oauth/authorized_applications'),
  }
}
