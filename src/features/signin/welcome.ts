import { forbidden } from '#base/errors.ts'
import type { Db } from '#db/store.ts'
import { createAccount } from '#features/accounts/create-account.ts'
import { createPerson } from '#features/people/create-person.ts'
import { peopleByEmail, updatePerson } from '#features/people/people.queries.ts'
import { followCompany } from '#features/relationships/follow-company.ts'
import type { Site } from '#platform/site.ts'
import type { Admitted, Arrival } from './arrival.ts'
import { chooseUsername } from './choose-username.ts'
import type { ReadClaims } from './claims.ts'
import { roleOf } from './groups.policy.ts'
import { insertIdentity } from './signin.queries.ts'

const serverZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

/**
 * Makes person, identity and account of somebody who comes for the first time. A mail address that another person has is never a reason to
 * become that person, nor to stand beside them unnoticed (SEC:S1): an administrator decides.
 */
export async function welcome(site: Site, db: Db, arrival: Arrival, read: ReadClaims, claims: string): Promise<Admitted> {
  const { provider, vouched } = arrival
  const { profile } = read
  if (profile.email !== null && (await peopleByEmail(db, profile.email)).length)
    throw forbidden('signin_known_email', 'Somebody here has your mail address already. An administrator must connect the two.')
  const chosen = await chooseUsername(site, db, read.seeds)
  if ('waits' in chosen)
    throw forbidden('signin_name', 'Your user name is taken or reserved here. An administrator must choose another one.', {
      detail: chosen.waits,
    })
  const displayName = profile.displayName || chosen.name
  const person = await createPerson(site, db, {
    ...profile,
    displayName,
    source: 'directory',
    role: roleOf(provider, read.groups) ?? 'user',
    locale: read.locale ?? arrival.locale,
    timeZone: read.timeZone ?? serverZone(),
  })
  const [identityId, now] = [site.ids.next(), site.clock.now()]
  await insertIdentity(db, {
    id: identityId,
    personId: person.id,
    providerId: provider.id,
    subject: vouched.subject,
    claims,
    createdAt: now,
    seenAt: now,
  })
  await updatePerson(db, person.id, { signedInAt: now })
  const account = await createAccount(site, db, { personId: person.id, username: chosen.name, displayName })
  await followCompany(site, account.id)
  return { personId: person.id, identityId, accountId: account.id, roleChanged: true }
}
