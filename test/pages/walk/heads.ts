import { sessionCookie } from '#features/signin/session-life.ts'
import { makeSession } from '../../people.ts'
import type { Leg } from './legs.ts'
import { type Walker, walkers } from './people.ts'
import type { World } from './world.ts'

/** Cookie headers of a session of each walker's. */
export async function cookiesOf(world: World): Promise<Record<Walker, string>> {
  const made = walkers.map(async (walker) => [
    walker,
    walker === 'nobody' ? '' : `${sessionCookie}=${await makeSession(world.web.site, world[walker])}`,
  ])
  return Object.fromEntries(await Promise.all(made)) as Record<Walker, string>
}

/**
 * What is wrong with the head of an answer, without a browser: status, where it leads, and for a page its policy and that a browser keeps it
 * for Back only, or not at all where the row says so (web.md, section 8).
 */
export async function headFaults(world: World, leg: Leg, cookie: string): Promise<string[]> {
  const answer = await fetch(world.web.url + leg.path, { redirect: 'manual', headers: { cookie, accept: 'text/html' } })
  await answer.arrayBuffer()
  const wanted = leg.to === undefined ? (leg.status ?? 200) : 303
  const faults = answer.status === wanted ? [] : [`answers ${answer.status}, not ${wanted}`]
  const to = answer.headers.get('location')
  if (leg.to !== undefined && !to?.startsWith(leg.to)) faults.push(`leads to ${to}, not to ${leg.to}`)
  const type = answer.headers.get('content-type') ?? ''
  if (leg.file !== undefined && !type.startsWith(leg.file)) faults.push(`is ${type}, not ${leg.file}`)
  if (!leg.page) return faults
  const kept = answer.headers.get('cache-control')
  if (kept !== (leg.never ? 'no-store' : 'private, no-cache')) faults.push(`cache-control: ${kept}`)
  if (!answer.headers.get('content-security-policy')?.includes("default-src 'none'")) faults.push('no policy')
  return faults
}
