import { existsSync, renameSync, rmSync } from 'node:fs'
import { FixedClock, systemClock } from '#base/clock.ts'
import type { Viewer } from '#base/viewer.ts'
import { migrate } from '#db/migrate.ts'
import { openStore } from '#db/store.ts'
import { usernameTaken } from '#features/accounts/accounts.queries.ts'
import { createAccount } from '#features/accounts/create-account.ts'
import { createPerson } from '#features/people/create-person.ts'
import { personById } from '#features/people/people.queries.ts'
import { pollsOf } from '#features/polls/polls.queries.ts'
import { follow } from '#features/relationships/follow.ts'
import { followCompany } from '#features/relationships/follow-company.ts'
import { mute } from '#features/relationships/mute.ts'
import { changeSetting } from '#features/settings/change-setting.ts'
import { defineSetting } from '#features/settings/define-setting.ts'
import { settingByName } from '#features/settings/settings.queries.ts'
import { admit } from '#features/signin/admit.ts'
import { vote } from '#features/voting/vote.ts'
import type { Config } from '#platform/config/config.ts'
import { ConfigFault } from '#platform/config/fault.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import type { Site } from '#platform/site.ts'
import { z } from 'zod'
import { openDataFolder } from '../data-folder.ts'
import { migrationsFolder } from '../migrations-folder.ts'
import { databaseFault } from '../database-fault.ts'
import { jobs } from '../jobs.ts'
import { openSite } from '../site.ts'
import { makeFaces } from './faces.ts'
import { employeeAccount } from './idp.ts'
import { bot, employees, follows, mutes, posts } from './story.ts'
import { livelyWeek, plainWeek, type World } from './week.ts'

const minute = 60_000
/** How long before the world's end everybody signs in for the first time. */
const dawn = 5 * 24 * 60 * minute

/**
 * Brings the demo's database up to date and makes the world in it when it is new. Throws ConfigFault for a PostgreSQL database in which
 * that was broken off; a file has its name only when it is whole. To be called before the demo's own site is opened: the
 * world's clock walks through the past, and once an id of today exists no clock of last week is believed.
 */
export async function prepareWorld(config: Config): Promise<void> {
  const { url, directUrl, prepared } = config.database
  const file = url.startsWith('sqlite:') ? url.slice(7) : undefined
  openDataFolder(config.data, file !== undefined)
  if (file !== undefined && !existsSync(file)) return await makeFile(config, file)
  try {
    await migrate(directUrl ?? url, migrationsFolder, systemClock)
    const store = openStore({ url, prepared })
    const begun = await usernameTaken(store.read, employees[0]!.username)
    const [whole] = await settingByName(store.read, { name: worldMade.name })
    await store.close()
    if (begun && !whole && file === undefined)
      throw new ConfigFault(['the first start was stopped while it made the demo world; empty the database and start again'])
    if (begun) return
  } catch (e) {
    throw databaseFault(e, url)
  }
  console.log(making)
  await makeWorld(config, systemClock.now(), true)
}

/** Stands in a database in which the world is whole. */
const worldMade = defineSetting('demo.worldMade', z.boolean(), false)

const making = 'atrium: making the demo world (once)'

/** Makes the world in a file beside, which takes its name when it is whole: whoever stops the first start finds no half world at the second. */
async function makeFile(config: Config, file: string): Promise<void> {
  const part = `${file}.part`
  for (const end of ['', '-wal', '-shm']) rmSync(part + end, { force: true })
  console.log(making)
  const url = `sqlite:${part}`
  await migrate(url, migrationsFolder, systemClock)
  await makeWorld({ ...config, database: { ...config.database, url } }, systemClock.now(), true)
  renameSync(part, file)
}

/**
 * Makes the world through the verbs: eight employees by their first sign-in, a bot, who follows and mutes whom, and thirty posts of the
 * week before `end` (Unix ms), a poll with its votes among them. A lively one has faces, pictures, favourites, boosts and an announcement,
 * and everybody has been told what happened when it did; without them it is small enough for a test. Opens a site of its own, whose clock
 * walks through that week.
 */
export async function makeWorld(config: Config, end: number, lively = false): Promise<World> {
  const clock = new FixedClock(end - dawn)
  const site = await openSite(config, 'cli', { clock })
  try {
    const people = await makePeople(site)
    if (lively) await makeFaces(site, people)
    const world = { people, statuses: new Map<string, number>() }
    for (const { at, happens } of lively ? livelyWeek(site, world) : plainWeek(site, world)) {
      clock.set(end - at * minute)
      await happens()
      if (lively) await drainJobs(site, jobs)
    }
    clock.set(end)
    for (const { key, poll } of posts) if (poll) await voteIn(site, people, world.statuses.get(key)!, poll.votes)
    await site.store.tx(async (db) => await changeSetting(site, db, worldMade, true))
    return world
  } finally {
    await site.close()
  }
}

async function makePeople(site: Site): Promise<Map<string, Viewer>> {
  const people = new Map<string, Viewer>()
  for (const employee of employees) people.set(employee.username, await signIn(site, employee.username))
  people.set(bot.username, await makeBot(site))
  for (const [name, targets] of Object.entries(follows))
    for (const target of targets) await follow(site, people.get(name)!, people.get(target)!.accountId)
  for (const [name, targets] of Object.entries(mutes))
    for (const target of targets) await mute(site, people.get(name)!, people.get(target)!.accountId)
  return people
}

async function signIn(site: Site, username: string): Promise<Viewer> {
  const account = employeeAccount(employees.find((employee) => employee.username === username)!)
  const provider = site.config.signin.oidc[0]
  if (!provider) throw new Error('the world needs a provider to sign in with')
  return await site.store.tx(async (db) => {
    const vouched = { subject: account.subject, claims: { ...account.claims, sub: account.subject } }
    const { personId, accountId } = await admit(site, db, { provider, vouched, locale: 'en' })
    const person = (await personById(db, personId))!
    return { personId, accountId, role: person.role, locale: person.locale, timeZone: person.timeZone }
  })
}

async function makeBot(site: Site): Promise<Viewer> {
  const nothing = { email: null, emailVerified: false, department: null, title: null, manager: null }
  const home = { role: 'user', locale: 'de', timeZone: 'Europe/Berlin' } as const
  return await site.store.tx(async (db) => {
    const person = await createPerson(site, db, { source: 'service', displayName: bot.name, ...nothing, ...home })
    const account = await createAccount(site, db, { personId: person.id, username: bot.username, displayName: bot.name, bot: true })
    await followCompany(site, account.id)
    return { personId: person.id, accountId: account.id, ...home }
  })
}

async function voteIn(site: Site, people: World['people'], statusId: number, votes: Record<string, number>): Promise<void> {
  const [poll] = await pollsOf(site.store.read, [statusId])
  for (const [name, choice] of Object.entries(votes)) await vote(site, people.get(name)!, poll!.id, [choice])
}
