import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identifyToken } from '#features/oauth/identify-token.ts'
import { hubOf } from '#features/streaming/hub.ts'
import { openSse } from '#features/streaming/open-sse.ts'
import { mostStreams } from '#features/streaming/stream.ts'
import { makePerson, makeToken } from '../../people.ts'
import { testSite } from '../../site.ts'

test('a quiet stream says a comment every 15 s, and gives its place back when it is left', async (t) => {
  const own = await testSite()
  t.after(() => own.close())
  t.mock.timers.enable({ apis: ['setInterval'] })
  const viewer = await makePerson(own.site, 'mara')
  const caller = await identifyToken(own.site, await makeToken(own.site, viewer))
  assert.ok(caller?.kind === 'token')
  const wish = {
    viewer,
    tokenId: caller.tokenId,
    scopes: caller.scopes,
    channel: { feed: 'user', key: 'user', echo: ['user'] },
    after: undefined,
  } as const
  const bodies = Array.from({ length: mostStreams }, () => openSse(own.site, wish))
  // SEC:D16
  assert.equal(openSse(own.site, wish), undefined)
  const [body] = bodies
  assert.equal(String(body!.read()), ':)\n')
  t.mock.timers.tick(14_999)
  assert.equal(body!.read(), null)
  t.mock.timers.tick(1)
  assert.equal(String(body!.read()), ':thump\n\n')
  for (const one of bodies) one!.destroy()
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(hubOf(own.site).hasRoom(caller.tokenId), true)
  t.mock.timers.reset()
})
