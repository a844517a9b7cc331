import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, suite, test, type TestContext } from 'node:test'
import { allAnnouncements } from '#features/announcements/announcements.queries.ts'
import { allEmojis } from '#features/emojis/emojis.queries.ts'
import { statusesByIds } from '#features/statuses/statuses.queries.ts'
import { announceVerb } from '#processes/cli/announce.ts'
import { emojiImport, emojiRemove } from '#processes/cli/emoji.ts'
import type { VerbCall } from '#processes/cli/verb-call.ts'
import { quarters } from '../pictures.ts'
import { type TestSite, testSite } from '../site.ts'

suite('atrium announce and atrium emoji', () => {
  let t: TestSite
  before(async () => void (t = await testSite()))
  after(async () => await t.close())

  async function run(c: TestContext, verb: (call: VerbCall) => Promise<number>, ...words: string[]) {
    const [said, faults] = [c.mock.method(console, 'log', () => {}), c.mock.method(console, 'error', () => {})]
    const env = { ATRIUM_URL: 'http://localhost:3000', ATRIUM_DATA: t.data, DATABASE_URL: t.databaseUrl, ATRIUM_LOG__LEVEL: 'fatal' }
    try {
      const code = await verb({ words, argv: [], env })
      const text = [...said.mock.calls, ...faults.mock.calls].map((call) => String(call.arguments[0])).join('\n')
      return { code, text, id: /Announcement (\d+)/.exec(text)?.[1] ?? '' }
    } finally {
      said.mock.restore()
      faults.mock.restore()
    }
  }
  const announce = async (c: TestContext, ...words: string[]) => await run(c, announceVerb, ...words)
  const stored = async (id: string) => (await allAnnouncements(t.site.store.read)).find((row) => row.id === Number(id))

  test('announces, changes, lists and withdraws', async (c) => {
    assert.equal((await announce(c, '--list')).text, 'Nothing is announced.')
    const made = await announce(c, 'The lift is broken', '--language', 'en')
    assert.deepEqual([made.code, made.text], [0, `Announcement ${made.id} is shown.`])
    assert.equal((await announce(c, '--list')).text, `${made.id}  until withdrawn  The lift is broken`)
    assert.equal((await announce(c, '--change', made.id, 'The lift is repaired')).code, 0)
    assert.equal((await statusesByIds(t.site.store.read, [Number(made.id)]))[0]?.text, 'The lift is repaired')
    assert.equal((await announce(c, '--withdraw', made.id)).code, 0)
    assert.deepEqual(await statusesByIds(t.site.store.read, [Number(made.id)]), [])
    const again = await announce(c, '--withdraw', made.id)
    assert.deepEqual([again.code, again.text], [1, 'atrium: Record not found'])
  })

  test('takes dates with a time and whole days, and takes them away', async (c) => {
    const day = await announce(c, 'Party', '--starts', '2036-12-24', '--ends', '2036-12-25', '--all-day')
    const row = await stored(day.id)
    assert.deepEqual([row?.startsAt, row?.endsAt, row?.allDay], [Date.UTC(2036, 11, 24), Date.UTC(2036, 11, 25), true])
    assert.match((await announce(c, '--list')).text, /until 2036-12-26T00:00:00.000Z {2}Party/)
    const hour = await announce(c, 'Talk', '--starts', '2036-12-24T10:00+01:00', '--ends', '2036-12-24T11:00+01:00')
    assert.equal((await stored(hour.id))?.startsAt, Date.UTC(2036, 11, 24, 9))
    assert.equal((await announce(c, '--change', hour.id, '--no-dates')).code, 0)
    assert.deepEqual((await stored(hour.id))?.shownUntil, null)
    assert.equal((await announce(c, 'Half', '--starts', '2036-12-24')).code, 1)
  })

  test('what makes no sense is refused with one line that says what is needed', async (c) => {
    for (const words of [
      [],
      ['a', 'b'],
      ['a', '--list'],
      ['--withdraw', 'x'],
      ['--withdraw', '1', 'text'],
      ['--change', '1'],
      ['text', '--starts', 'soon', '--ends', 'later'],
      ['text', '--language', '??'],
      ['text', '--odd'],
      ['text', '--no-dates'],
    ])
      assert.equal((await announce(c, ...words)).code, 2, words.join(' '))
    assert.equal((await announce(c, ' ')).code, 1)
  })

  test('imports a folder of emoji, names what is refused and goes on, and removes one', async (c) => {
    const folder = join(t.data, 'emoji')
    mkdirSync(folder)
    const picture = await quarters().png().toBuffer()
    for (const name of ['one.png', 'two.PNG', '.hidden.png', 'note.txt']) writeFileSync(join(folder, name), picture)
    writeFileSync(join(folder, 'broken.png'), 'no picture')
    const first = await run(c, emojiImport, folder, '--category', 'Ours')
    assert.equal(first.code, 1)
    assert.match(first.text, /^2 added, 0 replaced, 0 kept as they are, 1 refused\.\natrium: .*broken\.png: Only pictures/)
    const rows = await allEmojis(t.site.store.read)
    assert.deepEqual(
      rows.map((row) => [row.shortcode, row.category]),
      [
        ['one', 'Ours'],
        ['two', 'Ours'],
      ],
    )
    assert.match((await run(c, emojiImport, join(folder, 'one.png'))).text, /^0 added, 0 replaced, 1 kept/)
    assert.match((await run(c, emojiImport, join(folder, 'one.png'), '--replace')).text, /^0 added, 1 replaced/)
    assert.equal((await run(c, emojiRemove, ':two:')).code, 0)
    assert.equal((await run(c, emojiRemove, 'two')).code, 1)
    assert.equal((await run(c, emojiRemove)).code, 2)
    for (const words of [[], ['x', '--odd']]) assert.equal((await run(c, emojiImport, ...words)).code, 2)
    assert.match((await run(c, emojiImport, join(folder, 'absent'))).text, /there is no .*absent/)
  })
})
