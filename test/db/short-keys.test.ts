import { emptyDatabase, folder } from './fresh.ts'
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { FixedClock } from '#base/clock.ts'
import { sha256 } from '#base/ids.ts'
import { eq } from '#db/drizzle.ts'
import { kit } from '#db/kit.ts'
import { migrate } from '#db/migrate.ts'
import { openStore } from '#db/store.ts'
import { companyAccountId } from '#features/accounts/company-account.ts'
import { scheduledStatuses } from '#features/scheduled/scheduled.schema.ts'
import { keyRow } from '#features/statuses/idempotency.queries.ts'
import { repeatName } from '#features/statuses/repeat.ts'

const { table, id, ref, str, ms, json } = kit

/** Both tables as they were before. */
const keys = table('idempotency_keys', { holder: str(), key: str(), statusId: ref(), createdAt: ms() })
const later = table('scheduled_statuses', {
  id: id(),
  accountId: ref(),
  wish: json(),
  repeat: json(),
  dueAt: ms(),
  createdAt: ms(),
})

/** The migrations before that one. */
function before(t: TestContext, name: string): string {
  const dir = folder(t)
  for (const dialect of ['sqlite', 'postgres']) {
    mkdirSync(join(dir, dialect))
    for (const file of readdirSync(join('migrations', dialect)))
      if (file < name) cpSync(join('migrations', dialect, file), join(dir, dialect, file))
  }
  return dir
}

test('a request of before the migration is known after it, that of a post for later too', async (t) => {
  const url = await emptyDatabase(t)
  await migrate(url, before(t, '0023'), new FixedClock(0))
  const repeat = { holder: 'token:3677656891248640', key: 'what the app chose' }
  const old = { holder: repeat.holder, key: sha256(repeat.key) }
  const first = openStore({ url })
  await first.tx(async (db) => {
    await db.insert(keys).values({ ...old, statusId: 7, createdAt: 1000 })
    await db.insert(later).values({ id: 7, accountId: companyAccountId, wish: {}, repeat: old, dueAt: 5, createdAt: 5 })
    await db.insert(later).values({ id: 8, accountId: companyAccountId, wish: {}, repeat: null, dueAt: 5, createdAt: 5 })
  })
  await first.close()
  await migrate(url, 'migrations', new FixedClock(0))
  const store = openStore({ url })
  t.after(() => store.close())
  const name = repeatName(repeat)
  assert.deepEqual(await keyRow(store.read, name), { name, statusId: 7, createdAt: 1000 })
  const repeatOf = async (one: number) =>
    (await store.read.select({ repeat: scheduledStatuses.repeat }).from(scheduledStatuses).where(eq(scheduledStatuses.id, one)))[0]
  assert.deepEqual([await repeatOf(7), await repeatOf(8)], [{ repeat: name }, { repeat: null }])
})
