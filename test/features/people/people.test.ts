import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnNotes } from '#db/kit.ts'
import { people, pseudonyms } from '#features/people/people.schema.ts'
import { personById } from '#features/people/people.queries.ts'
import { pseudonymOf } from '#features/people/pseudonym-of.ts'
import { identities, sessions, signinFlows } from '#features/signin/signin.schema.ts'
import { makePerson } from '../../people.ts'
import { testSite } from '../../site.ts'

test('every text about a person says what it is for and how long it stays', () => {
  for (const table of [people, pseudonyms, identities, sessions, signinFlows])
    for (const column of Object.values(table) as (typeof people)['displayName'][]) {
      if (typeof column !== 'object' || column === null || column.columnType !== people.displayName.columnType || column.enumValues?.length)
        continue
      assert.ok(columnNotes(column), column.name)
    }
  const note = columnNotes(people.displayName)
  assert.ok(note?.kind === 'personal' && note.purpose && note.retention)
})

test('a person has a pseudonym from the first moment, and nobody else’s', async (t) => {
  const own = await testSite()
  t.after(() => own.close())
  const { site } = own
  const [ada, ben] = [await makePerson(site, 'ada'), await makePerson(site, 'ben')]
  const names = [await pseudonymOf(site, site.store.read, ada.personId), await pseudonymOf(site, site.store.read, ben.personId)]
  assert.equal(new Set([...names, ada.personId, ben.personId]).size, 4)
  await assert.rejects(pseudonymOf(site, site.store.read, 1), /no pseudonym/)
  assert.equal((await personById(site.store.read, ada.personId))?.displayName, 'ada')
})
