import { setTimeout as sleep } from 'node:timers/promises'
import { randomInt } from '#base/ids.ts'
import type { Db, Store, StoreOptions, Tx } from './db.ts'
import { onSqlite } from './drizzle.ts'
import { asRefusal, codeOf } from './faults.ts'
import { Guard } from './guard.ts'
import { Hooks } from './hooks.ts'
import { SharedCommit } from './shared-commit.ts'
import { openReader, openWriter, sqlitePath } from './sqlite-file.ts'
import { Turns } from './turns.ts'
import { watched } from './watched.ts'

const casing = 'snake_case'
/** How often one transaction may find a hook due again before it goes on without. */
const hookRounds = 3
/** Ms between two tries to get the lock from another process, at most. A try costs 10 us, and each ms is one that somebody waits. */
const longestPause = 8

/** A store on a SQLite file: one writer connection, used by one transaction at a time, and one connection for reads. */
export function openSqlite(o: StoreOptions): Store {
  const patience = o.patience ?? 10_000
  const guard = new Guard()
  const hooks = new Hooks(o.log)
  const writer = openWriter(sqlitePath(o.url), 0)
  const reader = openReader(sqlitePath(o.url))
  const read = onSqlite({ client: reader, casing, logger: guard.onlyOutside }) as unknown as Db
  const write = onSqlite({ client: watched(writer, guard), casing, logger: guard.onlyInside }) as unknown as Db
  const begin = writer.prepare('BEGIN IMMEDIATE')
  const commit = writer.prepare('COMMIT')
  const rollback = writer.prepare('ROLLBACK')
  // Prepared once: each statement is a native object that a young collection cannot free, and this one is asked in every request.
  const version = reader.prepare('PRAGMA data_version').pluck()

  /** Waits for other processes without sleeping inside SQLite, which would stop this one. */
  const begun = async () => {
    for (let pause = 1, spent = 0; ; pause = Math.min(pause * 2, longestPause)) {
      try {
        return begin.run()
      } catch (e) {
        // SQLITE_BUSY_RECOVERY and SQLITE_PROTOCOL: another process is reading the log of one that was killed.
        if (!/^SQLITE_(?:BUSY|PROTOCOL)/.test(codeOf(e)) || spent > patience) throw e
      }
      const ms = pause / 2 + randomInt(pause + 1)
      spent += ms
      await sleep(ms)
    }
  }
  const attempt: Tx = async (work) => {
    try {
      return await guard.run(write, work, () => commit.run())
    } catch (e) {
      if (writer.inTransaction) rollback.run()
      throw e
    }
  }
  const together = new SharedCommit({ writer, guard, hooks, db: write, next: () => turns.next() })
  const turns = new Turns(patience, async () => {
    try {
      await begun()
      // The lock is ours, so what a hook renews now is fresh when the callers' work begins.
      for (let round = 0, hook = hooks.due(); hook && round < hookRounds; round++, hook = hooks.due()) {
        await hooks.run(hook, attempt)
        await begun()
      }
    } catch (e) {
      turns.next()?.reject(e)
      return
    }
    await together.run()
  })
  const tx: Tx = (work) => {
    const joined = guard.join(work)
    if (joined) return joined
    return turns.take(new Error('transaction'), work).catch((e: unknown) => {
      throw asRefusal(e)
    })
  }
  return {
    dialect: 'sqlite',
    read,
    tx,
    inTx: () => guard.inTx(),
    beforeTx: (hook) => hooks.before(hook),
    afterCommit: (listener) => hooks.after(listener),
    dataVersion: () => version.get() as number,
    async close() {
      await turns.idle()
      reader.close()
      writer.close()
    },
  }
}
