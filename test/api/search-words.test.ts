import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { eq } from '#db/drizzle.ts'
import { randomHex, sha256 } from '#base/ids.ts'
import { media } from '#features/media/media.schema.ts'
import { indexAllJob } from '#features/search/search.jobs.ts'
import { indexUnindexed } from '#features/search/index-unindexed.ts'
import { askForIndex } from '#features/statuses/ask-for-index.ts'
import { statusWords } from '#features/search/words.queries.ts'
import { bookmark } from '#features/statuses/bookmark.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { followers, unlisted } from '../features/statuses/world.ts'
import { openSearching, type Searching } from './searching.ts'

suite('what a search for words finds', () => {
  let s: Searching
  before(async () => {
    s = await openSearching()
  })
  after(async () => await s.t.close())

  test('finds words whatever their case and accents, by their beginning from three letters on, and all of them', async () => {
    const { alice, written, posts } = s
    const id = await written(alice, 'Die Geschäftsführung lädt zum Sommerfest, Straße 5')
    for (const q of ['geschaftsfuhrung', 'GESCHÄFTS', 'sommerfest lädt', 'strasse', 'Som', 'fuhrung geschäfts'])
      assert.deepEqual(await posts(q), q === 'fuhrung geschäfts' ? [] : [id], q)
    assert.deepEqual(await posts('di zum'), [])
    assert.deepEqual(await posts('sommerfest winter'), [])
  })

  test('finds warnings and what pictures are said to show as well as what is written', async () => {
    const { t, alice, bob, appOf, written, posts } = s
    const id = await written(alice, 'body', { warning: 'Spoilerwort ahead' })
    assert.deepEqual(await posts('spoilerwort'), [id])
    const shown = await written(bob, 'look')
    await t.site.store.tx(async (db) => {
      const file = { storageKey: randomHex(), sha256: sha256('x'), size: 1, mime: 'image/png', name: 'x.png', createdAt: t.clock.now() }
      const own = { id: t.site.ids.next(), accountId: bob.accountId, statusId: Number(shown), kind: 'image' as const }
      await db.insert(media).values({ ...own, ...file, alt: 'A lighthouse at night', capability: randomHex() })
      await askForIndex(t.site, db, Number(shown))
    })
    await indexUnindexed(t.site)
    assert.deepEqual(await posts('lighthouse'), [shown])
    for (const what of ['media', 'image']) assert.deepEqual(await posts(`has:${what}`), [shown], what)
    assert.deepEqual(await posts('lighthouse -has:image'), [])
    const poll = { options: ['Espresso machine', 'Tea'], lasts: 3600, multiple: false, hideTotals: false }
    const asked = await written(bob, 'What shall we buy?', { poll, audience: unlisted })
    assert.deepEqual(await posts('espresso'), [])
    const app = await appOf(bob)
    for (const q of ['espresso', 'has:poll buy']) assert.deepEqual(await posts(q, '', app), [asked])
  })

  test('takes phrases word by word, and leaves out what is excluded', async () => {
    const { alice, written, posts } = s
    const one = await written(alice, 'quarterly numbers are good')
    const two = await written(alice, 'numbers quarterly are bad')
    assert.deepEqual(await posts('quarterly numbers'), [two, one])
    assert.deepEqual(await posts('"quarterly numbers"'), [one])
    assert.deepEqual(await posts('"quarterly number"'), [])
    assert.deepEqual(await posts('quarterly -bad'), [one])
    assert.deepEqual(await posts('+quarterly -"are good"'), [two])
    assert.deepEqual(await posts('quarterly -from:me -numbers'), [])
  })

  test('finds any part of what is written without spaces', async () => {
    const { alice, written, posts } = s
    const id = await written(alice, '今日は東京都庁で会議があります。서울특별시 ประชุมใหญ่')
    for (const q of ['東京', '京都庁', '都', '会議', '東京都庁', '특별', 'ประชุม', '東京 会議']) assert.deepEqual(await posts(q), [id], q)
    for (const q of ['京東', '大阪', '東京会議', '"京東"']) assert.deepEqual(await posts(q), [], q)
  })

  test('knows from:, has:, is:, language:, and takes unknown operators as words', async () => {
    const { t, alice, bob, written, posts } = s
    const root = await written(alice, 'flamingo question', { language: 'de' })
    const reply = await written(bob, 'flamingo answer', { replyToId: Number(root), language: 'pt-BR' })
    const link = await written(bob, 'flamingo https://example.org/x', { sensitive: true, language: 'en' })
    assert.deepEqual(await posts(`flamingo from:${alice.username}`), [root])
    assert.deepEqual(await posts(`flamingo from:@${bob.username}@${new URL(t.url).host}`), [link, reply])
    assert.deepEqual(await posts(`flamingo -from:@${bob.username}`), [root])
    for (const nobody of ['nobody', 'alice@elsewhere.example']) assert.deepEqual(await posts(`flamingo from:${nobody}`), [])
    assert.deepEqual(await posts('flamingo from:me'), [])
    assert.deepEqual(await posts('flamingo is:reply'), [reply])
    assert.deepEqual(await posts('flamingo -is:reply'), [link, root])
    assert.deepEqual(await posts('flamingo is:sensitive'), [link])
    assert.deepEqual(await posts('flamingo has:link'), [link])
    for (const what of ['media', 'image', 'video', 'audio', 'poll', 'embed'])
      assert.deepEqual(await posts(`flamingo has:${what}`), [], what)
    assert.deepEqual(await posts('flamingo language:de'), [root])
    assert.deepEqual(await posts('flamingo language:pt'), [reply])
    assert.deepEqual(await posts('flamingo language:pt-br'), [reply])
    assert.deepEqual(await posts(`from:${alice.username} is:reply`), [])
    assert.deepEqual(await posts('flamingo has:wings'), [])
    const odd = await written(alice, 'flamingo has wings, note: urgent')
    assert.deepEqual(await posts('flamingo has:wings'), [odd])
    assert.deepEqual(await posts('flamingo note:urgent'), [odd])
    assert.deepEqual(await posts('flamingo before:yesterday'), [])
  })

  test('knows before:, after: and during: in days of the searcher’s calendar', async () => {
    const { t, alice, written, posts } = s
    const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
    const ids: string[] = []
    const days: string[] = []
    for (let i = 0; i < 3; i++) {
      days.push(dayOf(t.clock.now() + 1000))
      ids.push(await written(alice, 'calendar entry'))
      t.clock.advance(86_400_000)
    }
    const [first, second, third] = ids as [string, string, string]
    assert.deepEqual(await posts(`calendar before:${days[1]}`), [first])
    assert.deepEqual(await posts(`calendar after:${days[1]}`), [third])
    assert.deepEqual(await posts(`calendar during:${days[1]}`), [second])
    assert.deepEqual(await posts(`calendar -during:${days[1]}`), [third, first])
    assert.deepEqual(await posts(`calendar -before:${days[1]}`), [third, second])
    assert.deepEqual((await posts(`calendar during:${days[0]!.slice(0, 4)}`)).at(-1), first)
  })

  test('knows #tags, in:library and in:public', async () => {
    const { t, alice, bob, reader, written, posts } = s
    const tagged = await written(alice, 'giraffe #Safari')
    const plain = await written(alice, 'giraffe safari')
    const own = await written(reader, 'giraffe of mine', { audience: followers })
    const naming = await written(bob, `giraffe for @${reader.username}`)
    assert.deepEqual(await posts('giraffe #safari'), [tagged])
    assert.deepEqual(await posts('giraffe -#safari'), [naming, own, plain])
    assert.deepEqual(await posts('giraffe #neverused'), [])
    assert.deepEqual(await posts('giraffe in:library'), [naming, own])
    assert.deepEqual(await posts('giraffe in:public'), [naming, plain, tagged])
    assert.deepEqual(await posts('giraffe in:all'), [naming, own, plain, tagged])
    await bookmark(t.site, reader, Number(plain))
    assert.deepEqual(await posts('giraffe in:library'), [naming, own, plain])
  })

  test('follows edits, and forgets with the retirement of a post', async () => {
    const { t, alice, settle, written, posts } = s
    const id = await written(alice, 'antelope')
    await editStatus(t.site, alice, Number(id), { text: 'buffalo' })
    await settle()
    assert.deepEqual([await posts('antelope'), await posts('buffalo')], [[], [id]])
    const rows = async () =>
      await t.site.store.read
        .select({ id: statusWords.rowid })
        .from(statusWords)
        .where(eq(statusWords.rowid, Number(id)))
    assert.equal((await rows()).length, 1)
    await deleteStatus(t.site, alice, Number(id))
    assert.deepEqual([await posts('buffalo'), await rows()], [[], []])
  })

  // SEC:B1
  test('takes nothing that is typed for a query of the engine', async () => {
    const { alice, written, ask, posts } = s
    const id = await written(alice, 'armadillo NEAR the words')
    const odd = [
      'armadillo" OR marks : "any',
      "armadillo' | ':any",
      "armadillo':* & !'x",
      'armadillo) OR (words : a*',
      '"armadillo',
      'armadillo*',
      '^armadillo',
      'armadillo NOT',
      'armadillo AND',
      'words : armadillo',
      'NEAR(armadillo words)',
      `armadillo \\' " -- ; drop table statuses`,
      'armadillo \u0000',
      '{words marks} : armadillo',
      "'':''",
      '***',
      '"" -',
      '-""',
      '+ - "',
    ]
    for (const q of odd) for (const found of await posts(q)) assert.equal(found, id, q)
    assert.deepEqual(await posts('armadillo'), [id])
    for (const q of ['hasmedia', 'any', `by${alice.accountId}`, ':any', 'marks:any']) assert.deepEqual(await posts(q), [], q)
    await ask(`${'armadillo '.repeat(400)}`)
    await ask('x'.repeat(5000))
  })

  test('brings in what was written before there was an index', async () => {
    const { t, alice, bob, settle, written, posts } = s
    const ids = [await written(alice, 'capybara'), await written(bob, 'capybara too')]
    await t.site.store.tx(async (db) => {
      for (const id of ids) await db.delete(statusWords).where(eq(statusWords.rowid, Number(id)))
    })
    assert.deepEqual(await posts('capybara'), [])
    for (let i = 0; i < 2; i++) {
      await t.site.store.tx(async (db) => await t.site.jobs.add(db, indexAllJob, { above: 0 }))
      await settle()
      assert.deepEqual(await posts('capybara'), ids.toReversed())
    }
  })
})
