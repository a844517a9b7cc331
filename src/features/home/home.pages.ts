import { notFound } from '#base/errors.ts'
import { randomToken } from '#base/ids.ts'
import { OlderNewer } from '#features/accounts/accounts.input.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { loadPostingDefaults } from '#features/accounts/posting-defaults.queries.ts'
import { unreadAnnouncements } from '#features/announcements/list-announcements.ts'
import { composerView } from '#features/composing/composer.html.ts'
import { blankSheet } from '#features/composing/typed.ts'
import { listsOf } from '#features/lists/lists.queries.ts'
import { maxCharacters } from '#features/settings/known-settings.ts'
import { readSetting } from '#features/settings/read-setting.ts'
import { markersOf } from '#features/markers/markers.queries.ts'
import { loadStatusParts } from '#features/statuses/statuses.json.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import { homeIds } from '#features/timelines/home-ids.ts'
import { form, go, page, pageArea, type PageReply, view } from '#http/page.ts'
import { loadBesideHome } from './beside-home.ts'
import { homeView } from './home.html.ts'
import { ReadPlace } from './home.input.ts'
import { readHome } from './read-home.ts'
import { listPage, wishedPage } from '#base/list-page.ts'

const nothing: PageReply = { kind: 'raw', status: 204, type: 'text/plain', body: undefined, headers: {} }

export const homePages = pageArea('home', [
  page('/', {}, async () => go('/home')),

  page('/home', { query: OlderNewer }, async (c) => {
    const { site, viewer } = c
    const db = site.store.read
    await site.events.catchUp()
    // Read before the posts: what comes in between is then sent by the socket, and not lost.
    const position = site.events.position()
    const { ids, everyone } = await homeIds(site, viewer, wishedPage(c.query))
    const list = listPage('/home', c.query, ids)
    if (list.first && c.query.min_id !== undefined) return go('/home')
    const posts = await loadStatusParts(site, db, list.ids, viewer, canList)
    const me = (await loadAccounts(db, [viewer.accountId])).get(viewer.accountId)
    if (!me) throw notFound('account')
    const limit = await readSetting(site, maxCharacters)
    const typed = blankSheet(await loadPostingDefaults(db, viewer.accountId), viewer.locale)
    const composer = composerView({ action: '/posts', typed, limit, once: randomToken(16), draft: 'new' })
    const announcements = list.first ? await unreadAnnouncements(site, viewer) : []
    const beside = list.first ? await loadBesideHome(site, viewer) : { people: [], tags: [] }
    const lists = await listsOf(db, viewer.accountId)
    const [place] = await markersOf(db, viewer.accountId, ['home'])
    const above = c.query.max_id === undefined ? {} : { above: c.query.max_id }
    const stop = place && { place: place.lastReadId, at: place.updatedAt, ...above }
    const home = homeView({ site, viewer, me, announcements, beside, posts, list, lists, position, everyone, stop, now: site.clock.now() })
    return view('home', c.say('home.title'), { composer, ...home })
  }),

  // Once the first page has been looked at for a while (`src/client/read-place.ts`).
  form('/home/read', { body: ReadPlace }, async (c) => {
    await readHome(c.site, c.viewer, c.body.at)
    return nothing
  }),
  // A browser without JavaScript loads it as a picture of the first page; from elsewhere it is not followed.
  page('/home/read', { query: ReadPlace, store: 'never' }, async (c) => {
    const from = c.header('sec-fetch-dest')
    if (from === undefined || from === 'image') await readHome(c.site, c.viewer, c.query.at)
    return nothing
  }),
])
