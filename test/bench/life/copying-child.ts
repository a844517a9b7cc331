// Copies the database of argv[2] as the product's own backup before a migration does, with the priority of a timer's unit, and rests as long
// as that took, until it is told to stop.
import { setPriority } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { backUp } from '#db/back-up.ts'

setPriority(10)
const file = process.argv[2]!
const db = new Sqlite(file, { readonly: true })
let going = true
process.on('SIGTERM', () => (going = false))
while (going) {
  const began = performance.now()
  backUp(db, file, 'day')
  const took = performance.now() - began
  console.log(Math.round(took))
  await sleep(took)
}
db.close()
