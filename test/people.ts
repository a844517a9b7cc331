import type { Role, Viewer } from '#base/viewer.ts'
import { createAccount } from '#features/accounts/create-account.ts'
import { mintToken } from '#features/oauth/mint-token.ts'
import { registerApp } from '#features/oauth/register-app.ts'
import { createPerson } from '#features/people/create-person.ts'
import { followCompany } from '#features/relationships/follow-company.ts'
import { openSession } from '#features/signin/open-session.ts'
import type { Site } from '#platform/site.ts'
import { noteToken } from './contract/record.ts'

/** An employee as their first sign-in leaves them, made by the same verbs but without a provider. */
export async function makePerson(
  site: Site,
  username: string,
  o: { role?: Role; locked?: boolean; locale?: string } = {},
): Promise<Viewer> {
  const role = o.role ?? 'user'
  const locale = o.locale ?? 'en'
  return await site.store.tx(async (db) => {
    const person = await createPerson(site, db, {
      source: 'directory',
      displayName: username,
      email: null,
      emailVerified: false,
      department: null,
      title: null,
      manager: null,
      role,
      locale,
      timeZone: 'Europe/Berlin',
    })
    const account = await createAccount(site, db, { personId: person.id, username, displayName: username, locked: o.locked ?? false })
    await followCompany(site, account.id)
    return { personId: person.id, accountId: account.id, role, locale, timeZone: 'Europe/Berlin' }
  })
}

/** The scopes that every phone app asks for. */
export const phoneScopes = ['read', 'write', 'follow', 'push']

/** A token of the app `Test` with exactly these scopes; without a viewer the app's own. */
export async function makeToken(site: Site, viewer: Viewer | null, scopes: readonly string[] = phoneScopes): Promise<string> {
  const app = await registerApp(
    site,
    { name: 'Test', website: null, redirectUris: ['urn:ietf:wg:oauth:2.0:oob'], scopes: [...phoneScopes, 'profile'] },
    '127.0.0.1',
  )
  const whose = { appId: app.id, personId: viewer?.personId ?? null, accountId: viewer?.accountId ?? null, scopes }
  const { token } = await site.store.tx(async (db) => await mintToken(site, db, whose))
  noteToken(token, scopes)
  return token
}

/** The value of a session cookie for somebody who is signed in with a browser. */
export const makeSession = async (site: Site, viewer: Viewer): Promise<string> =>
  (await site.store.tx(async (db) => await openSession(site, db, { personId: viewer.personId, identityId: null, userAgent: 'test' }))).value
