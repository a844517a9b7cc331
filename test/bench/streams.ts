// Prints what a post costs when many streams hear it: `node --import ./test/dialect.ts test/bench/streams.ts --streams 500`.
// One process, no network between: what is measured is judging, rendering and handing over.
import '../dialect.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { identifyToken } from '#features/oauth/identify-token.ts'
import { follow } from '#features/relationships/follow.ts'
import { channelOf } from '#features/streaming/channels.ts'
import { hubOf } from '#features/streaming/hub.ts'
import { post } from '../features/statuses/world.ts'
import { makePerson, makeToken } from '../people.ts'
import { testSite } from '../site.ts'

const { values } = parseArgs({ options: { streams: { type: 'string', default: '500' }, posts: { type: 'string', default: '20' } } })
const [streams, posts] = [Number(values.streams), Number(values.posts)]
const { site, close } = await testSite()
try {
  const author = await makePerson(site, 'author')
  const channel = channelOf({ name: 'user' }, ['read'])
  if ('error' in channel) throw new Error(channel.error)
  let heard = 0
  for (let i = 0; i < streams; i++) {
    const viewer = await makePerson(site, `reader${i}`)
    await follow(site, viewer, author.accountId)
    const caller = await identifyToken(site, await makeToken(site, viewer))
    if (caller?.kind !== 'token') throw new Error('no person is behind this token')
    const { tokenId, scopes } = caller
    const stream = {
      viewer,
      tokenId,
      scopes,
      send: () => void heard++,
      clogged: () => false,
      isThere: async () => true,
      ended: () => undefined,
      close: () => undefined,
    }
    hubOf(site).add(stream)
    hubOf(site).subscribe(stream, channel)
  }
  await sleep(2000)
  const cpu = process.cpuUsage()
  const began = performance.now()
  for (let i = 0; i < posts; i++) await post(site, author, `Hello ${i} #tag`)
  while (heard < posts * streams) await sleep(5)
  const { user, system } = process.cpuUsage(cpu)
  const [wall, used] = [(performance.now() - began) / posts, (user + system) / 1000 / posts]
  console.log(`${streams} streams: ${wall.toFixed(1)} ms, ${used.toFixed(1)} ms of CPU for each post until all have it`)
} finally {
  await close()
}
