import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { block } from '#features/relationships/block.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { bookmark } from '#features/statuses/bookmark.ts'
import { unbookmark } from '#features/statuses/unbookmark.ts'
import { followers, named, newGroup, newViewer, unlisted } from '../features/statuses/world.ts'
import { statementsOf } from '../features/statuses/statements.ts'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { idsOf } from './links.ts'
import { openSearching, type Searching, type Somebody } from './searching.ts'

suite('search', () => {
  let s: Searching
  before(async () => {
    s = await openSearching()
  })
  after(async () => await s.t.close())

  test('finds people, posts and hashtags at once, or one kind of them', async () => {
    const { t, alice, written, ask } = s
    const id = await written(alice, 'The zeppelin has landed #zeppelins')
    const pilot = await newViewer(t.site, 'zeppelin')
    const all = await ask('zeppelin')
    assert.deepEqual(Object.keys(all).toSorted(), ['accounts', 'collections', 'hashtags', 'statuses'])
    assert.deepEqual(
      [idsOf(all.accounts), idsOf(all.statuses), all.hashtags.map((tag: { name: string }) => tag.name), all.collections],
      [[String(pilot.accountId)], [id], ['zeppelins'], []],
    )
    for (const kind of ['accounts', 'statuses', 'hashtags'])
      for (const [key, found] of Object.entries(await ask('zeppelin', `&type=${kind}`)))
        assert.equal((found as unknown[]).length, key === kind ? 1 : 0, `${kind}: ${key}`)
    assert.deepEqual(await ask('zeppelin', '&type=nonsense'), { accounts: [], statuses: [], hashtags: [], collections: [] })
    assert.deepEqual(await ask('zeppelin', '&limit=0'), { accounts: [], statuses: [], hashtags: [], collections: [] })
    assert.equal((await ask('zeppelin', '&exclude_unreviewed=true')).hashtags.length, 1)
  })

  // SEC:V22
  test('finds a post for a circle in the circle, an unlisted one by whom it concerns, and those of whoever is not to be indexed by nobody else', async () => {
    const { t, alice, bob, reader, appOf, written, posts } = s
    const groupId = await newGroup(t.site, alice, bob)
    const group = await written(alice, 'pelican of the group', { audience: { kind: 'group', groupId } })
    const close = await written(alice, 'pelican for followers', { audience: followers })
    const letter = await written(alice, `pelican for @${bob.username}`, { audience: named })
    const quiet = await written(alice, 'pelican unlisted', { audience: unlisted })
    const other = await appOf(bob)
    assert.deepEqual(await posts('pelican'), [])
    // A word that stands in hidden posts costs what one costs that stands nowhere.
    const cost = async (q: string) =>
      (await statementsOf(async () => await posts(q))).map((ran) => ran.sql).filter((sql) => /status_words|statuses/.test(sql))
    assert.deepEqual(await cost('pelican'), await cost('nowherewritten'))
    assert.deepEqual(await posts('pelican', '', other), [letter, group])
    assert.deepEqual(await posts('pelican', '', await appOf(alice)), [quiet, letter, close, group])
    await follow(t.site, reader, alice.accountId)
    assert.deepEqual(await posts('pelican'), [close])
    await bookmark(t.site, reader, Number(quiet))
    assert.deepEqual(await posts('pelican'), [quiet, close])
    await unbookmark(t.site, reader, Number(quiet))
    const shy = await newViewer(t.site, 'shy')
    await written(shy, 'pelican of the shy')
    assert.equal((await posts('pelican')).length, 2)
    await t.site.store.tx(async (db) => await db.update(accounts).set({ indexable: false }).where(eq(accounts.id, shy.accountId)))
    assert.deepEqual(await posts('pelican'), [close])
    assert.equal((await posts('pelican', '', await appOf(shy))).length, 1)
  })

  test('finds nothing by those whom one has muted or blocked, who blocked one, or who are suspended', async () => {
    const { t, bob, reader, ask, written, posts } = s
    const apart = await Promise.all([0, 1, 2, 3].map(async (i) => await newViewer(t.site, `apart${i}`)))
    const [muted, blocked, blocker, gone] = apart as [Somebody, Somebody, Somebody, Somebody]
    for (const one of apart) await written(one, 'walrus')
    assert.equal((await posts('walrus')).length, 4)
    await mute(t.site, reader, muted.accountId)
    await block(t.site, reader, blocked.accountId)
    await block(t.site, blocker, reader.accountId)
    await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: 1 }).where(eq(accounts.id, gone.accountId)))
    assert.deepEqual(await posts('walrus'), [])
    const older = await written(gone, 'an older word')
    assert.deepEqual(await posts('older'), [])
    const kept = await written(bob, 'walrus kept')
    await written(muted, 'walrus again')
    assert.deepEqual(await posts('walrus', '&limit=1'), [kept], 'what is left out makes no page short')
    assert.deepEqual((await ask(`${t.url}/@${gone.username}/${older}`)).statuses, [])
  })

  test('finds by an address of this server what stands there, and nothing where nothing is to be seen', async () => {
    const { t, alice, bob, written, ask, posts } = s
    const open = await written(alice, 'at my address', { audience: unlisted })
    const hidden = await written(alice, 'hidden', { audience: named })
    const name = alice.username
    for (const path of [`/@${name}/${open}`, `/@${name}/${open}/`, `/ap/users/${alice.accountId}/statuses/${open}`])
      assert.deepEqual(idsOf((await ask(t.url + path)).statuses), [open], path)
    for (const path of [`/@${name}`, `/@${name.toUpperCase()}`, `/ap/users/${alice.accountId}`])
      assert.deepEqual(idsOf((await ask(t.url + path, '&resolve=true')).accounts), [String(alice.accountId)], path)
    assert.deepEqual(
      (await ask(`${t.url}/tags/zeppelins`)).hashtags.map((tag: { name: string }) => tag.name),
      ['zeppelins'],
    )
    const blank = { accounts: [], statuses: [], hashtags: [], collections: [] }
    for (const path of [`/@${name}/${hidden}`, `/@${name}/9999`, '/@nobody', '/tags/zeppelin', '/tags/%e0'])
      assert.deepEqual(await ask(t.url + path), blank, path)
    assert.deepEqual(await ask(`${t.url}/@${name}/${open}`, '&type=accounts'), blank)
    assert.deepEqual(await ask(`${t.url}/@${name}`, '&type=accounts&offset=1'), blank)
    const quoting = await written(bob, 'see https://intra.example/wiki/Quokka')
    assert.deepEqual(await posts('https://intra.example/wiki/quokka'), [quoting])
  })

  test('takes a handle for a person and a hashtag for no person', async () => {
    const { t, alice, ask } = s
    const handle = await ask(`@${alice.username}@${new URL(t.url).host}`)
    assert.deepEqual([idsOf(handle.accounts), handle.statuses, handle.hashtags], [[String(alice.accountId)], [], []])
    assert.deepEqual((await ask('#zeppelin')).accounts, [])
    assert.equal((await ask('#zeppelin')).hashtags.length, 1)
    assert.deepEqual((await ask('@nobody@elsewhere.example', '&resolve=true')).accounts, [])
  })

  test('finds only those whom one follows, when asked so, and only the posts of one account', async () => {
    const { t, reader, written, ask, posts } = s
    const twin = [await newViewer(t.site, 'ocelot'), await newViewer(t.site, 'ocelot')]
    await follow(t.site, reader, twin[0]!.accountId)
    assert.equal((await ask('ocelot')).accounts.length, 2)
    assert.deepEqual(idsOf((await ask('ocelot', '&following=true')).accounts), [String(twin[0]!.accountId)])
    const id = await written(twin[1]!, 'a spotted one')
    await written(twin[0]!, 'another spotted one')
    assert.deepEqual(await posts('spotted', `&account_id=${twin[1]!.accountId}`), [id])
    assert.deepEqual(await posts('spotted', '&account_id=1'), [])
  })

  test('pages by offset within a kind, and by ids', async () => {
    const { alice, written, ask, posts } = s
    const ids: string[] = []
    for (let i = 0; i < 5; i++) ids.unshift(await written(alice, `heron number${i} #heron${i}`))
    assert.deepEqual(await posts('heron', '&limit=2'), ids.slice(0, 2))
    assert.deepEqual(await posts('heron', '&limit=2&offset=2'), ids.slice(2, 4))
    assert.deepEqual(await posts('heron', '&limit=2&offset=4'), ids.slice(4))
    assert.deepEqual(idsOf((await ask('heron', '&limit=2&offset=2')).statuses), ids.slice(0, 2), 'without a type the offset does not count')
    assert.deepEqual(await posts('heron', `&max_id=${ids[1]}`), ids.slice(2))
    assert.deepEqual(await posts('heron', `&min_id=${ids[2]}`), ids.slice(0, 2))
    assert.deepEqual(await posts('heron', `&min_id=${ids[4]}&max_id=${ids[1]}&limit=1`), [ids[2]])
    const tags = async (offset: number) =>
      (await ask('heron', `&type=hashtags&limit=3&offset=${offset}`)).hashtags.map((tag: { name: string }) => tag.name)
    assert.deepEqual(
      [await tags(0), await tags(3)],
      [
        ['heron0', 'heron1', 'heron2'],
        ['heron3', 'heron4'],
      ],
    )
    assert.deepEqual(await posts('heron', '&offset=1001'), [])
    assert.deepEqual(await posts('heron', '&offset=-3'), ids)
  })

  // SEC:V6
  test('names no hashtag that stands only in posts which are not for everyone', async () => {
    const { alice, bob, app, appOf, written, ask } = s
    await written(alice, 'psst #takeover', { audience: followers })
    const tags = async (by: Api) => (await ask('takeover', '&type=hashtags', by)).hashtags
    assert.deepEqual(await tags(await appOf(bob)), [])
    await written(alice, 'now it is out: #TakeOver')
    assert.equal((await tags(app)).length, 1)
  })

  // SEC:A2 SEC:A3 SEC:V23
  test('asks for a text, a person and the right scope; version 1 is gone', async () => {
    const { t, reader, app } = s
    for (const q of ['', '?q=', '?q=%20%20', '?type=accounts']) {
      const { status, json } = await app.get(`/api/v2/search${q}`)
      assert.deepEqual([status, json.error], [400, 'param is missing or the value is empty or invalid: q'])
    }
    const guests = [t.api(), t.api(await makeToken(t.site, null, ['read']))]
    for (const guest of guests) {
      const paged = await guest.get('/api/v2/search?q=a&type=accounts&offset=1')
      assert.deepEqual([paged.status, paged.json.error], [401, 'Search queries pagination is not supported without authentication'])
      const remote = await guest.get('/api/v2/search?q=a&resolve=true')
      const words = 'Search queries that resolve remote resources are not supported without authentication'
      assert.deepEqual([remote.status, remote.json.error], [401, words])
    }
    assert.equal((await guests[0]!.get('/api/v2/search?q=a')).status, 401)
    assert.equal((await guests[1]!.get('/api/v2/search?q=a')).status, 422)
    assert.equal((await t.api(await makeToken(t.site, reader, ['read:statuses'])).get('/api/v2/search?q=a')).status, 403)
    assert.equal((await t.api(await makeToken(t.site, reader, ['read'])).get('/api/v2/search?q=a')).status, 200)
    assert.equal((await app.get('/api/v1/search?q=a')).status, 404)
  })
})
