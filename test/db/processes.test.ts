import { countThings, thingsDatabase, thingsStore } from './fresh.ts'
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { randomInt } from '#base/ids.ts'
import { migrate } from '#db/migrate.ts'
import { FixedClock } from '#base/clock.ts'
import { chosenDialect } from '#db/dialect.ts'
import { migrationsOf } from './fresh.ts'

/** A process that writes one row per transaction and prints each id after its commit. */
function start(url: string): { child: ChildProcess; acknowledged: number[]; errors: string[] } {
  const child = spawn(process.execPath, ['--import', './test/dialect.ts', 'test/db/writing-child.ts', url], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const acknowledged: number[] = []
  const errors: string[] = []
  let rest = ''
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()!
    acknowledged.push(...lines.map(Number))
  })
  child.stderr!.setEncoding('utf8').on('data', (text: string) => errors.push(text))
  return { child, acknowledged, errors }
}

test('processes that are killed while they write lose no acknowledged row and never share an id', async (t) => {
  const url = await thingsDatabase(t)
  const slots = readFileSync(`migrations/${chosenDialect()}/0001_foundation.sql`, 'utf8').split('\n\n')[0]!
  const create = /create table id_slots[\s\S]*?;\s*insert into id_slots[\s\S]*?;/.exec(slots)![0]
  await migrate(url, migrationsOf(t, { '0002_slots': { sqlite: create, postgres: create } }), new FixedClock(0))
  const runs: ReturnType<typeof start>[] = []
  for (let round = 0; round < 6; round++) {
    const pair = [start(url), start(url)]
    runs.push(...pair)
    await Promise.all(pair.map(({ child }) => Promise.race([once(child.stdout!, 'data'), once(child, 'close')])))
    await sleep(20 + randomInt(150))
    for (const { child } of pair) {
      const closed = once(child, 'close')
      if (child.kill('SIGKILL')) await closed
    }
  }
  assert.deepEqual(
    runs.flatMap((run) => run.errors),
    [],
  )
  const acknowledged = runs.flatMap((run) => run.acknowledged)
  assert.equal(new Set(acknowledged).size, acknowledged.length)
  const store = await thingsStore(t, { url })
  const there = await countThings(store)
  // A row whose commit was done when the process died may stand without having been acknowledged.
  assert.ok(there >= acknowledged.length && there <= acknowledged.length + runs.length, `${there} of ${acknowledged.length}`)
})
