import type { Role, Viewer } from '#base/viewer.ts'
import { createAccount } from '#features/accounts/create-account.ts'
import { groupMembers, groups } from '#features/groups/groups.schema.ts'
import { createPerson } from '#features/people/create-person.ts'
import { createStatus } from '#features/statuses/create.ts'
import type { NewStatus } from '#features/statuses/new-status.ts'
import type { Site } from '#platform/site.ts'

let count = 0

/** Somebody who can post: a person with an account. The name is made unique. */
export async function newViewer(
  site: Site,
  name: string,
  o: { role?: Role; locked?: boolean } = {},
): Promise<Viewer & { username: string }> {
  const username = `${name}_q${(count++).toString(36)}q`
  const { role = 'user', locked = false } = o
  return await site.store.tx(async (db) => {
    const unsaid = { email: null, emailVerified: false, department: null, title: null, manager: null }
    const person = await createPerson(site, db, { source: 'directory', role, locale: 'en', timeZone: 'UTC', displayName: name, ...unsaid })
    const account = await createAccount(site, db, { personId: person.id, username, displayName: name, locked })
    return { personId: person.id, accountId: account.id, role, locale: 'en', timeZone: 'UTC', username }
  })
}

/** Posts as a verb does, with everything left out as an app would leave it out. */
export const post = async (site: Site, by: Viewer, text: string, o: Partial<NewStatus> = {}): Promise<number> =>
  await createStatus(site, by, {
    text,
    warning: '',
    sensitive: false,
    language: null,
    audience: { kind: 'everyone', listed: true },
    replyToId: null,
    localOnly: false,
    labelId: null,
    ...o,
  })

/** A group with these members. Groups have no verbs yet, so the rows are put in by hand. */
export async function newGroup(site: Site, ...members: Viewer[]): Promise<number> {
  return await site.store.tx(async (db) => {
    const id = site.ids.next()
    await db.insert(groups).values({ id, name: `Group ${id}`, slug: `group-${id}`, createdAt: site.clock.now() })
    for (const { accountId } of members) await db.insert(groupMembers).values({ groupId: id, accountId })
    return id
  })
}

export const followers = { kind: 'followers' } as const
export const named = { kind: 'named' } as const
export const unlisted = { kind: 'everyone', listed: false } as const
