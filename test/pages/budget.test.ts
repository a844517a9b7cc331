import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { sessionCookie } from '#features/signin/session-life.ts'
import { makeSession } from '../people.ts'
import { openScene, type Scene, write } from './scene.ts'

suite('the first load', () => {
  let scene: Scene
  let html: string
  before(async () => {
    scene = await openScene()
    for (let i = 0; i < 22; i++)
      await write(scene.web.site, scene.ben, `Post ${i}: the ordinary length of what colleagues tell each other at noon. #lunch`)
    const cookie = `${sessionCookie}=${await makeSession(scene.web.site, scene.ada)}`
    html = await (await fetch(`${scene.web.url}/home`, { headers: { cookie } })).text()
  })
  after(async () => await scene.web.close())

  const zipped = (data: string | Buffer) => gzipSync(data, { level: 6 }).length
  async function bytes(pattern: RegExp) {
    let sum = 0
    for (const [, path] of html.matchAll(pattern)) sum += zipped(Buffer.from(await (await fetch(scene.web.url + path)).arrayBuffer()))
    return sum
  }

  test('brings at most 60 KB of JavaScript', async () => {
    const sum = await bytes(/<script[^>]* src="([^"]+)"/g)
    assert.ok(sum > 1000 && sum <= 60_000, `${sum} bytes`)
  })

  test('brings at most 20 KB of CSS', async () => {
    const sum = await bytes(/<link rel="stylesheet" href="([^"]+)"/g)
    assert.ok(sum > 1000 && sum <= 20_000, `${sum} bytes`)
  })

  test('is at most 50 KB of HTML with twenty posts', () => {
    assert.equal(html.match(/<article/g)?.length, 20)
    assert.ok(zipped(html) <= 50_000, `${zipped(html)} bytes`)
  })

  // SEC:B2
  test('carries no inline script, style, handler or style attribute', () => {
    assert.doesNotMatch(html, /<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=/i)
  })

  test('asks for tracked files, so that a deploy is followed by a full load', () => {
    assert.match(html, /<script[^>]*data-turbo-track="reload"/)
    assert.match(html, /<link rel="stylesheet"[^>]*data-turbo-track="reload"/)
  })
})
