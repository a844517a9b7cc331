import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from '#db/migrate.ts'
import { systemClock } from '#base/clock.ts'
import { readConfig } from '#platform/config/config.ts'
import { openSite } from '#processes/site.ts'
import { makePerson, makeToken } from '../people.ts'
import { testDefaults } from '../test-defaults.ts'
import { runScript } from './machine.ts'

/** Somebody of the bench, as seed.mjs and api-load.mjs read them. */
export interface Player {
  username: string
  token: string
}

/** Migrates an empty database and makes the reader and the authors in it; everything else is done over the API. */
export async function makePlayers(
  data: string,
  database: string,
  url: string,
  authors: number,
): Promise<{ reader: Player; authors: Player[] }> {
  await migrate(database, 'migrations', systemClock)
  const site = await openSite(readConfig({ defaults: { ...testDefaults(data, database), url, limits: { enabled: false } } }), 'cli')
  const player = async (username: string): Promise<Player> => ({ username, token: await makeToken(site, await makePerson(site, username)) })
  const reader = await player('reader')
  const others: Player[] = []
  for (let i = 0; i < authors; i++) others.push(await player(`author${i}`))
  await site.close()
  return { reader, authors: others }
}

/** Follows, posts, answers, boosts and favourites through the API, as any Mastodon server is seeded. */
export async function seedOverApi(url: string, data: string, players: { reader: Player; authors: Player[] }, posts: number): Promise<void> {
  const tokens = join(data, 'players.json')
  writeFileSync(tokens, JSON.stringify([players.reader, ...players.authors]))
  await runScript(['test/bench/seed.mjs', '--base-url', url, '--tokens', tokens, '--statuses', String(posts)], { quiet: true })
}

const call = async (url: string, token: string, path: string, body: unknown): Promise<{ id: string }> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return (await answer.json()) as { id: string }
}

/** Fills the newest page of the reader's home with posts that are no boosts. */
export async function topWithPosts(url: string, authors: readonly Player[]): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < 20; i++) {
    const text = `Plain post ${i}, as long as people write them on an ordinary day about the release and the garden. #bench`
    ids.push((await call(url, authors[i % authors.length]!.token, '/api/v1/statuses', { status: text })).id)
  }
  return ids
}

/** Puts ten boosts on that page. */
export async function topWithBoosts(url: string, authors: readonly Player[], ids: readonly string[]): Promise<void> {
  for (const [i, id] of ids.slice(0, 10).entries())
    await call(url, authors[(i + 7) % authors.length]!.token, `/api/v1/statuses/${id}/reblog`, {})
}
