import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { sessionCookie } from '#features/signin/session-life.ts'
import { makeSession } from '../people.ts'
import { openScene, type Scene, write } from './scene.ts'
import { upload } from './upload.ts'

suite('the first load', () => {
  let scene: Scene
  let html: string
  before(async () => {
    scene = await openScene()
    for (let i = 0; i < 22; i++)
      await write(scene.web.site, scene.ben, `Post ${i}: the ordinary length of what colleagues tell each other at noon. #lunch`)
    const { web, ben } = scene
    const mediaIds = [await upload(web, ben, 'One'), await upload(web, ben, 'Two')]
    await write(web.site, ben, 'Two pictures', { mediaIds })
    await write(web.site, ben, 'One more', { mediaIds: [await upload(web, ben, 'Three')] })
    const cookie = `${sessionCookie}=${await makeSession(scene.web.site, scene.ada)}`
    html = await (await fetch(`${scene.web.url}/home`, { headers: { cookie } })).text()
  })
  after(async () => await scene.web.close())

  const zipped = (data: string | Buffer) => gzipSync(data, { level: 6 }).length
  async function bytes(pattern: RegExp) {
    let sum = 0
    const paths = [...html.matchAll(pattern)].map((found) => found[1]!)
    for (const path of paths) {
      const file = await (await fetch(scene.web.url + path)).text()
      sum += zipped(file)
      // What a bundle imports comes with it; what it imports at the first use, `import("...")`, does not.
      for (const [, chunk] of file.matchAll(/(?:from|import)"\.\/(chunk-\w+\.js)"/g))
        if (!paths.includes(`/assets/${chunk}`)) paths.push(`/assets/${chunk}`)
    }
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

  test('asks at once for the first picture that is in sight, and for no other; each has its size', () => {
    const images = html.match(/<img [^>]*>/g)!.filter((image) => !image.includes('width="1" height="1"'))
    for (const image of images) assert.match(image, /width="\d+" height="\d+"/)
    const eager = images.filter((image) => !image.includes('loading="lazy"'))
    assert.equal(eager.length, 1)
    assert.match(eager[0]!, /fetchpriority="high"/)
    assert.ok(images.length > 2)
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
