import type { Viewer } from '#base/viewer.ts'
import { follow } from '#features/relationships/follow.ts'
import type { Api } from '../api.ts'
import { makePerson, makeToken } from '../people.ts'
import type { TestWeb } from '../web.ts'

export const id = (of: Viewer) => String(of.accountId)

export const ids = async (who: Api, path: string) => ((await who.get(path)).json as { id: string }[]).map((one) => one.id)

/** Alice, five with whom she follows each other and who ask to follow a locked account, and bob, who follows nobody. */
export async function makeCrowd(t: TestWeb) {
  const alice = await makePerson(t.site, 'alice_l')
  const bob = await makePerson(t.site, 'bob_l')
  const locked = await makePerson(t.site, 'locked_l', { locked: true })
  const crowd: Viewer[] = []
  for (let i = 0; i < 5; i++) {
    t.clock.advance(1000)
    crowd.push(await makePerson(t.site, `crowd${i}_l`))
  }
  for (const one of crowd) {
    t.clock.advance(1000)
    await follow(t.site, one, alice.accountId)
    await follow(t.site, alice, one.accountId)
    await follow(t.site, one, locked.accountId)
  }
  const api = t.api(await makeToken(t.site, alice, ['read', 'follow', 'write']))
  return { alice, bob, locked, crowd, api, bobs: t.api(await makeToken(t.site, bob, ['read'])) }
}
