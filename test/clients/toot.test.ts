// toot, Mastodon's command line as Debian has it.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { answerIn } from '../api/oauth-browser.ts'
import { photo } from '../pictures.ts'
import { type Company, host, openCompany } from './company.ts'
import { type Colleague, colleague, eventually } from './day.ts'
import { runPython } from './python.ts'
import { allow } from './sign-in.ts'

suite('toot lives a day', () => {
  let company: Company
  let bob: Colleague
  let written: string
  let home: string
  before(async () => {
    company = await openCompany()
    bob = await colleague(company, 'bob')
    written = (await bob.api.post('/api/v1/statuses', { body: { status: 'Coffee is ready #coffee' } })).json.id
    home = join(dirname(company.ca), 'toot')
    mkdirSync(home)
    writeFileSync(join(home, 'IMG_0815.jpg'), await photo())
  })
  after(() => company.close())

  const start = (...args: string[]) => runPython(company, '/usr/bin/toot', args, { HOME: home, XDG_CONFIG_HOME: home })
  /** What it prints. */
  const toot = async (...args: string[]) => {
    const { code, text } = await start(...args, '--no-color').ended
    assert.equal(code, 0, text)
    return text
  }

  test('signs in with a code that is copied', async () => {
    const login = start('login', '--instance', host)
    for await (const line of login.lines) {
      const address = /https:\/\/\S+\/oauth\/authorize\/?\?\S+/.exec(line)?.[0]
      if (address === undefined) continue
      const { pathname, search } = new URL(address)
      const code = answerIn(await allow(company.url, pathname + search, 'dora')).get('code')!
      login.say('n')
      login.say(code)
    }
    const { code, text } = await login.ended
    assert.equal(code, 0, text)
    assert.match(await toot('whoami'), /dora/)
    assert.match(await toot('instance'), /4\.6\.5/)
  })

  test('follows, reads, likes, answers', async () => {
    await toot('follow', 'bob')
    assert.match(await toot('timeline', '--once', '--count', '5'), /Coffee is ready/)
    for (const deed of ['favourite', 'bookmark', 'reblog']) await toot(deed, written)
    assert.match(await toot('bookmarks', '--once'), /Coffee is ready/)
    await toot('post', '@bob On my way', '--reply-to', written)
    assert.match(await toot('thread', written), /On my way/)
    assert.match(await toot('reblogged_by', written), /dora/)
    assert.match(await toot('search', 'bob'), /@bob/)
    await toot('tags_follow', 'coffee')
    assert.match(await toot('tags_followed'), /coffee/)
  })

  test('posts a picture with a text for who cannot see it', async () => {
    const said = await toot('post', 'Morning', '--media', join(home, 'IMG_0815.jpg'), '--description', 'A cup of coffee')
    const id = /\/(\d+)\s*$/m.exec(said)![1]!
    assert.equal((await bob.api.get(`/api/v1/statuses/${id}`)).json.media_attachments[0].description, 'A cup of coffee')
    await toot('delete', id)
    assert.equal((await bob.api.get(`/api/v1/statuses/${id}`)).status, 404)
  })

  test('reads what it was told, and signs out', async () => {
    await bob.api.post('/api/v1/statuses', { body: { status: '@dora hello?' } })
    await eventually(async () => /hello\?/.test(await toot('notifications')) || undefined, 'a mention', 60_000)
    await toot('logout', `dora@${host}`)
    assert.match((await start('whoami').ended).text, /requires that you are logged in/)
  })
})
