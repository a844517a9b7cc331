import './fresh.ts'
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { chooseDialect, chosenDialect } from '#db/dialect.ts'
import { openStore } from '#db/store.ts'

const other = chosenDialect() === 'sqlite' ? 'postgres' : 'sqlite'

test('the dialect is chosen once', () => {
  chooseDialect(chosenDialect())
  assert.throws(() => chooseDialect(other), /already/)
})

test('a schema that is imported before the choice throws', async () => {
  const early = promisify(execFile)(process.execPath, ['--input-type=module', '-e', "await import('#db/kit.ts')"])
  await assert.rejects(early, /chooseDialect\(\) must be called before any schema is imported/)
})

test('a store of the other dialect is refused', () => {
  assert.throws(() => openStore({ url: other === 'sqlite' ? 'sqlite:/tmp/none.db' : 'postgres://127.0.0.1:1/none' }), /was chosen/)
})
