import { forbidden } from '#base/errors.ts'
import type { Db } from '#db/store.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { accountIdOfPerson } from '#features/accounts/accounts.queries.ts'
import { changeDisplayName } from '#features/accounts/change-display-name.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import { lockPerson, otherAdmins, updatePerson } from '#features/people/people.queries.ts'
import type { Person } from '#features/people/people.schema.ts'
import type { Site } from '#platform/site.ts'
import type { Admitted, Arrival } from './arrival.ts'
import { addProvider, identityBySubject, lockProvider, updateIdentity } from './signin.queries.ts'
import { providerRow } from './bring-providers.ts'
import { readClaims, type ReadClaims } from './claims.ts'
import { mayEnter, roleOf } from './groups.policy.ts'
import type { Identity } from './signin.schema.ts'
import { welcome } from './welcome.ts'

/**
 * Lets in whom a provider vouches for, in the caller's transaction: finds them by provider and subject and by nothing else (SEC:S1, SEC:S2), or
 * makes person, identity and account. What the directory owns is taken over each time; the role follows the groups, up and down.
 * Throws 403 with a code `signin_...` for whom may not come in; then nothing is written.
 */
export async function admit(site: Site, db: Db, arrival: Arrival): Promise<Admitted> {
  const { provider, vouched } = arrival
  const read = readClaims(provider, vouched.claims)
  const claims = site.secrets.seal('signin.claims', JSON.stringify(vouched.claims))
  const find = async () => (await identityBySubject(db, { providerId: provider.id, subject: vouched.subject }))[0]
  let identity = await find()
  if (!identity) {
    await addProvider(db, providerRow(site, provider))
    await lockProvider(db, provider.id)
    identity = await find()
  }
  if (!mayEnter(provider, read.groups, identity !== undefined))
    throw forbidden('signin_groups', 'Your groups do not give access to this server.')
  return identity ? await renew(site, db, arrival, read, claims, identity) : await welcome(site, db, arrival, read, claims)
}

async function renew(site: Site, db: Db, arrival: Arrival, read: ReadClaims, claims: string, identity: Identity): Promise<Admitted> {
  const person = await lockPerson(db, identity.personId)
  const accountId = (await accountIdOfPerson(db, identity.personId)) ?? 0
  const account = (await loadAccounts(db, [accountId])).get(accountId)?.account
  if (!person || !account || person.state !== 'active' || account.suspendedAt !== null)
    throw forbidden('signin_deactivated', 'You may not use this server any more. Your administrators can tell you why.')
  const now = site.clock.now()
  const role = await roleNow(site, db, arrival, read, person)
  await updatePerson(db, person.id, { ...profileNow(person, read), role, signedInAt: now })
  await updateIdentity(db, identity.id, { claims, seenAt: now })
  if (read.profile.displayName) await changeDisplayName(site, db, accountId, read.profile.displayName)
  return { personId: person.id, identityId: identity.id, accountId, roleChanged: role !== person.role }
}

/** What the directory says now. An address that nobody has verified does not replace one that somebody has. */
function profileNow(person: Person, { profile }: ReadClaims): Partial<Person> {
  const keep = person.emailVerified && !profile.emailVerified
  const displayName = profile.displayName || person.displayName
  return { ...profile, displayName, ...(keep ? { email: person.email, emailVerified: true } : {}) }
}

async function roleNow(site: Site, db: Db, arrival: Arrival, read: ReadClaims, person: Person) {
  const wished = person.rolePinned ? undefined : roleOf(arrival.provider, read.groups)
  if (wished === undefined || wished === person.role) return person.role
  const last = person.role === 'admin' && (await otherAdmins(db, person.id)).length === 0
  const detail = { from: person.role, to: wished, because: last ? 'last admin' : 'groups' }
  if (last) site.log.error({ person: person.id }, 'the groups would take away the last admin; the role stays')
  const request = arrival.requestId === undefined ? {} : { requestId: arrival.requestId }
  await recordAudit(site, db, {
    action: 'role.change',
    actor: null,
    target: `person:${person.id}`,
    result: last ? 'refused' : 'ok',
    detail,
    ...request,
  })
  return last ? person.role : wished
}
