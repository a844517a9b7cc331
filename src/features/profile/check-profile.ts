import { type FieldFault, invalid, notFound } from '#base/errors.ts'
import { countChars, countGraphemes } from '#base/text/count-chars.ts'
import type { Viewer } from '#base/viewer.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import type { ProfileChange } from '#features/accounts/change-profile.ts'
import { profileLimits } from '#features/instance/limits.ts'
import { personById } from '#features/people/people.queries.ts'
import type { Site } from '#platform/site.ts'

type Faults = Record<string, FieldFault[]>

/** Throws 422 with `details` of everything that is wrong with a change of the viewer's profile. */
export async function checkProfile(site: Site, viewer: Viewer, change: ProfileChange): Promise<void> {
  const faults: Faults = { ...lengthFaults(change), ...fieldFaults(change.fields ?? []) }
  if (change.displayName !== undefined && (await directoryOwnsName(site, viewer, change.displayName)))
    faults['display_name'] = [{ error: 'ERR_INVALID', description: 'Display name comes from the company directory; it is changed there' }]
  if (Object.keys(faults).length > 0) throw invalid(faults)
}

/** A name that comes from the directory is the directory's; apps send it along unchanged with any other change. */
async function directoryOwnsName(site: Site, viewer: Viewer, name: string): Promise<boolean> {
  const { read } = site.store
  const account = (await loadAccounts(read, [viewer.accountId])).get(viewer.accountId)?.account
  if (!account) throw notFound('account')
  return account.displayName !== name && (await personById(read, viewer.personId))?.source === 'directory'
}

const tooLong = (what: string, most: number): FieldFault => ({
  error: 'ERR_TOO_LONG',
  description: `${what} is too long (maximum is ${most} characters)`,
})

/** A character that is seen as one may hide any number of code points, so those have a limit too. */
const longer = (text: string, most: number, count: (text: string) => number) => text.length > 20 * most || count(text) > most

function lengthFaults(change: ProfileChange): Faults {
  const { max_display_name_length, max_note_length, max_avatar_description_length, max_header_description_length } = profileLimits
  const length = (text: string) => Array.from(text).length
  const rules = [
    ['display_name', 'Display name', change.displayName, max_display_name_length, countGraphemes],
    ['note', 'Note', change.note, max_note_length, countChars],
    ['avatar_description', 'Avatar description', change.avatarDescription, max_avatar_description_length, length],
    ['header_description', 'Header description', change.headerDescription, max_header_description_length, length],
  ] as const
  return Object.fromEntries(
    rules.flatMap(([name, what, text, most, count]) =>
      text !== undefined && longer(text, most, count) ? [[name, [tooLong(what, most)]]] : [],
    ),
  )
}

function fieldFaults(fields: readonly { name: string; value: string }[]): Faults {
  const { max_profile_fields, profile_field_name_limit, profile_field_value_limit } = profileLimits
  const faults: FieldFault[] = []
  if (fields.length > max_profile_fields)
    faults.push({ error: 'ERR_TOO_LONG', description: `Fields are too many (maximum is ${max_profile_fields})` })
  if (fields.some(({ name }) => name === '')) faults.push({ error: 'ERR_BLANK', description: 'Field names cannot be empty' })
  if (fields.some(({ name }) => longer(name, profile_field_name_limit, countGraphemes)))
    faults.push(tooLong('Field name', profile_field_name_limit))
  if (fields.some(({ value }) => longer(value, profile_field_value_limit, countGraphemes)))
    faults.push(tooLong('Field value', profile_field_value_limit))
  return faults.length > 0 ? { fields: faults } : {}
}
