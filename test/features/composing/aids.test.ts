import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { block } from '#features/relationships/block.ts'
import { unblock } from '#features/relationships/unblock.ts'
import { sessionCookie } from '#features/signin/session-life.ts'
import { createStatus } from '#features/statuses/create.ts'
import { makePerson, makeSession } from '../../people.ts'
import { quarters } from '../../pictures.ts'
import { startTestWeb, type TestWeb } from '../../web.ts'

suite('what the composer asks for while somebody writes', () => {
  let web: TestWeb
  let ada: Viewer
  const cookies = new Map<Viewer, string>()
  let ben: Viewer
  let png: Blob
  before(async () => {
    web = await startTestWeb()
    ;[ada, ben] = [await makePerson(web.site, 'ada'), await makePerson(web.site, 'benedict')]
    for (const one of [ada, ben]) cookies.set(one, `${sessionCookie}=${await makeSession(web.site, one)}`)
    png = new Blob([Uint8Array.from(await quarters().png().toBuffer())], { type: 'image/png' })
  })
  after(async () => await web.close())

  const get = async (path: string, as?: Viewer) =>
    await fetch(web.url + path, { headers: { 'turbo-frame': 'x', cookie: (as && cookies.get(as)) ?? '' }, redirect: 'manual' })
  const csrfOf = async (as: Viewer) => /name="csrf" value="([^"]+)"/.exec(await (await get('/publish', as)).text())![1]!
  async function send(path: string, as: Viewer, fields: Record<string, string | Blob>) {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    const headers = { cookie: cookies.get(as)!, origin: web.url, accept: 'text/vnd.turbo-stream.html' }
    return await fetch(web.url + path, { method: 'POST', body, headers, redirect: 'manual' })
  }
  const upload = async (as: Viewer) => await send('/media', as, { csrf: await csrfOf(as), place: '2', file: png })
  const keptId = (html: string) => /id="kept-(\d+)"/.exec(html)?.[1]

  test('one picture comes back as its piece of the form, at its place', async () => {
    const answer = await upload(ada)
    assert.equal(answer.status, 200)
    const html = await answer.text()
    assert.match(html, /<turbo-stream action="append" target="kept-pictures">/)
    assert.match(html, /<option value="2" selected>/)
  })

  // SEC:C4
  test('a picture needs the form’s token, and a session', async () => {
    assert.equal((await send('/media', ada, { file: png })).status, 403)
    assert.equal((await get('/compose/kept?id[]=1')).status, 303)
    assert.equal((await get('/compose/suggestions?key=@&q=a')).status, 303)
  })

  test('names are suggested, but not of those who have blocked the writer', async () => {
    const named = async (as: Viewer, text: string) =>
      [...(await (await get(`/compose/suggestions?key=%40&q=${text}`, as)).text()).matchAll(/data-value="([^"]+)"/g)].map(
        ([, value]) => value,
      )
    assert.deepEqual(await named(ada, 'bene'), ['@benedict'])
    await block(web.site, ben, ada.accountId)
    assert.deepEqual(await named(ada, 'bene'), [])
    assert.deepEqual(await named(ben, 'ad'), ['@ada'])
    await unblock(web.site, ben, ada.accountId)
  })

  // SEC:V5
  test('a draft brings back one’s own loose pictures and nobody else’s', async () => {
    const id = keptId(await (await upload(ada)).text())!
    assert.equal(keptId(await (await get(`/compose/kept?id[]=${id}`, ada)).text()), id)
    assert.equal(keptId(await (await get(`/compose/kept?id[]=${id}`, ben)).text()), undefined)
    const stolen = await send('/posts', ben, { csrf: await csrfOf(ben), audience: 'everyone', text: 'x', [`kept[${id}][alt]`]: '' })
    assert.equal(stolen.status, 422)
    assert.equal(keptId(await stolen.text()), undefined)
  })

  test('people, topics and emoji are found by how they begin, in the writer’s language', async () => {
    const values = async (key: string, q: string, as = ada) =>
      [
        ...(await (await get(`/compose/suggestions?${new URLSearchParams({ key, q }).toString()}`, as)).text()).matchAll(
          /data-value="([^"]*)"/g,
        ),
      ].map(([, v]) => v)
    assert.deepEqual(await values('@', 'bene'), ['@benedict'])
    assert.deepEqual(await values('@', ''), [])
    const karl = await makePerson(web.site, 'karl', { locale: 'de' })
    cookies.set(karl, `${sessionCookie}=${await makeSession(web.site, karl)}`)
    assert.equal((await values(':', 'rakete', karl))[0], '🚀')
    assert.equal((await values(':', 'rocket'))[0], '🚀')
    assert.deepEqual(await values(':', '.*'), [])
    assert.equal((await get('/compose/suggestions?key=!&q=a', ada)).status, 422)
  })

  // SEC:V6
  test('a hashtag of a hidden post is not offered', async () => {
    const wish = { warning: '', sensitive: null, language: null, replyToId: null, localOnly: false, labelId: null }
    await createStatus(web.site, ben, { ...wish, text: '#Secretplan', audience: { kind: 'named' } })
    assert.doesNotMatch(await (await get('/compose/suggestions?key=%23&q=secretp', ada)).text(), /Secretplan/i)
    await createStatus(web.site, ben, { ...wish, text: '#Secretplan', audience: { kind: 'everyone', listed: true } })
    assert.match(await (await get('/compose/suggestions?key=%23&q=secretp', ada)).text(), /data-value="#Secretplan"/)
  })

  // SEC:L4
  test('files count as uploads in whatever form they come', async () => {
    const eve = await makePerson(web.site, 'eve')
    cookies.set(eve, `${sessionCookie}=${await makeSession(web.site, eve)}`)
    const csrf = await csrfOf(eve)
    const files = Object.fromEntries([1, 2, 3, 4].map((n) => [`file_${n}`, new Blob(['no picture'], { type: 'image/png' })]))
    const answers = []
    for (let i = 0; i < 8; i++) answers.push((await send('/posts', eve, { csrf, audience: 'everyone', text: 'x', ...files })).status)
    assert.deepEqual(answers, [422, 422, 422, 422, 422, 422, 422, 429])
    assert.equal((await send('/posts', eve, { csrf, audience: 'everyone', text: 'words alone' })).status, 303)
  })
})
