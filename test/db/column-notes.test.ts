import './fresh.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnNotes } from '#db/column-notes.ts'
import { kit } from '#db/kit.ts'

const { table, id, str, json, personal, technical } = kit
const note = { purpose: 'to write to', retention: 'until the account is removed' }
const persons = table('persons', {
  id: id().primaryKey(),
  email: personal(str(), note).notNull(),
  names: personal(json<string[]>().notNull().default([]), note),
  hash: technical(str().notNull()).unique(),
  plain: str(),
})

test('a column tells what it is kept for and how long, wherever the note stood in its definition', () => {
  assert.deepEqual(columnNotes(persons.email), { kind: 'personal', ...note })
  assert.deepEqual(columnNotes(persons.names), { kind: 'personal', ...note })
  assert.deepEqual(columnNotes(persons.hash), { kind: 'technical' })
  assert.equal(columnNotes(persons.plain), undefined)
})

test('a note changes nothing about its column', () => {
  assert.equal(persons.email.notNull, true)
  assert.equal(persons.hash.isUnique, true)
  assert.deepEqual(persons.names.default, [])
})
