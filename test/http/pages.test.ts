import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { unprocessable } from '#base/errors.ts'
import { area, post } from '#http/area.ts'
import { Languages } from '#http/language.ts'
import { form, go, page, pageArea, stream, view } from '#http/page.ts'
import { type FakeWeb, fakeWeb } from './fake-web.ts'
import { attack, views } from './pages-scene.ts'

const table = pageArea('pages', [
  page('/one', { who: 'anyone' }, async () => view('one', 'One', { name: attack })),
  page('/form', {}, async () => view('form', 'Form', {})),
  page('/signin', { who: 'anyone', class: 'signin' }, async () =>
    view('one', 'One', { name: 'x' }, { status: 422, headers: { 'clear-site-data': '"cache"' } }),
  ),
  page('/broken', { who: 'anyone' }, async () => view('missing', 'x', {})),
  form('/go', { who: 'anyone' }, async () => go('/one', { flash: 'flash.done', focus: 'post-1' })),
  form('/stream', { who: 'anyone' }, async (c) =>
    c.wantsStream
      ? stream([{ action: 'replace', target: 'a"b', partial: 'row', data: { name: attack, size: '' }, morph: true }])
      : go('/one'),
  ),
  form('/refuse', { who: 'anyone' }, async () => {
    throw unprocessable('too_small', 'Too small: 3', { params: { least: 3 } })
  }),
])
const api = area('api', [
  post('/api/v1/refuse', { scope: 'any', returns: 'none' }, async () => {
    throw unprocessable('too_small', 'Too small: 3', { params: { least: 3 } })
  }),
  post('/api/v1/blank', { scope: 'any', body: z.object({ text: z.string() }), returns: 'none' }, async () => ({})),
])

let web: FakeWeb
before(async () => {
  web = await fakeWeb({ pageAreas: [table], areas: [api], views })
})
after(() => web.close())

const streams = { accept: 'text/vnd.turbo-stream.html, text/html', 'sec-fetch-site': 'same-origin' }

test('values are escaped, partials inherit, the layout knows its data', async () => {
  const html = await (await web.get('/one', { cookie: 'session=s1' })).text()
  const safe = '&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;'
  assert.equal(
    html,
    `<html lang="en" dir="ltr"><title>One Brunnhof</title><b>Ada</b><main><h1>${safe}</h1><p class="big">${safe}</p></main></html>`,
  )
  assert.match(await (await web.get('/form', { cookie: 'session=s2' })).text(), /value="csrf-of-s2"/)
})

test("the language is the person's, else the browser's, else English", async () => {
  const languages = new Languages(['en', 'de', 'fr'])
  assert.equal(languages.of('de-AT'), 'de')
  assert.equal(languages.of('xx'), 'en')
  assert.equal(languages.accepted('xx, fr-CH;q=0.8, de;q=0.9, en;q=0.1'), 'de')
  assert.equal(languages.accepted('de;q=0, fr'), 'fr')
  assert.equal(languages.accepted(undefined), 'en')
  assert.match(await (await web.get('/one', { 'accept-language': 'ar' })).text(), /^<html lang="ar" dir="rtl">/)
})

test('a frame gets its page without the house round it', async () => {
  const html = await (await web.get('/one', { 'turbo-frame': 'x' })).text()
  assert.match(html, /^<h1>/)
})

test('a sentence after a redirect is shown once, not by a prefetch, and only if it is ours', async () => {
  const cookie = { cookie: 'flash=flash.done~post-1' }
  const shown = await web.get('/one', cookie)
  assert.match(await shown.text(), /<p data-focus="post-1">Done &amp; dusted<\/p>/)
  assert.deepEqual(shown.headers.getSetCookie(), ['flash=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0'])
  const ahead = await web.get('/one', { ...cookie, 'x-sec-purpose': 'prefetch' })
  assert.deepEqual(ahead.headers.getSetCookie(), [])
  for (const foreign of ['flash=other.key~x', 'flash=<b>~x', 'flash=said.plain']) {
    assert.doesNotMatch(await (await web.get('/one', { cookie: foreign })).text(), /data-focus/)
  }
})

test('streams are answered only to the form itself', async () => {
  const answer = await web.send('POST', '/stream', '', streams)
  assert.equal(answer.headers.get('content-type'), 'text/vnd.turbo-stream.html; charset=utf-8')
  assert.equal(
    await answer.text(),
    '<turbo-stream action="replace" target="a&quot;b" method="morph"><template><p class="">&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;</p></template></turbo-stream>',
  )
  assert.equal((await web.send('POST', '/stream', '', { 'sec-fetch-site': 'same-origin' })).status, 303)
  assert.match((await web.get('/one', streams)).headers.get('content-type')!, /^text\/html/)
})

test('errors are a page, or a sentence for the status line where streams are taken', async () => {
  const shown = await web.send('POST', '/refuse', '', { 'sec-fetch-site': 'same-origin', 'accept-language': 'de' })
  assert.equal(shown.status, 422)
  assert.match(await shown.text(), /^<html><title>Das ging nicht<\/title><main><p>422 Zu klein: 3 [0-9a-f]{16}<\/p>/)
  const streamed = await web.send('POST', '/refuse', '', streams)
  assert.deepEqual(
    [streamed.status, await streamed.text()],
    [422, '<turbo-stream action="update" target="status"><template>Too small: 3</template></turbo-stream>'],
  )
  const missing = await web.get('/nowhere')
  assert.deepEqual([missing.status, /Nothing is here/.test(await missing.text())], [404, true])
  assert.equal((await web.get('/broken')).status, 500)
})

test('the API speaks the language of the person, field by field', async () => {
  const german = { authorization: 'Bearer german:read' }
  assert.deepEqual(await (await web.send('POST', '/api/v1/refuse', '', german)).json(), { error: 'Zu klein: 3' })
  const blank = (await (await web.send('POST', '/api/v1/blank', '', german)).json()) as { details: unknown }
  assert.deepEqual(blank.details, { text: [{ error: 'ERR_BLANK', description: 'darf nicht leer sein' }] })
  const english = { authorization: 'Bearer person:read', 'accept-language': 'de' }
  assert.deepEqual(await (await web.send('POST', '/api/v1/refuse', '', english)).json(), { error: 'Too small: 3' })
})

test('a page keeps the status and the headers that its handler wants', async () => {
  const answer = await web.get('/signin')
  assert.deepEqual([answer.status, answer.headers.get('clear-site-data')], [422, '"cache"'])
  assert.match(await answer.text(), /class="signin"/)
})
