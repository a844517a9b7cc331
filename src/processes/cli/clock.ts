import { iso, systemClock } from '#base/clock.ts'
import { databaseFault } from '../database-fault.ts'
import { prepare } from '../prepare.ts'
import { refuseWords, type VerbCall } from './verb-call.ts'

/** `atrium clock accept`: ids are made again although this machine's clock is far from the newest one (docs/adr/0019). */
export async function clockAccept(call: VerbCall): Promise<number> {
  if (refuseWords(call)) return 2
  const { url, prepared } = prepare(call.argv, call.env).database
  const [{ openStore }, { acceptClock }] = await Promise.all([import('#db/store.ts'), import('#db/id-clock.ts')])
  try {
    const store = openStore({ url, prepared })
    await acceptClock(store, systemClock)
    await store.close()
  } catch (e) {
    throw databaseFault(e, url)
  }
  console.log(`The clock is taken to be right: it says ${iso(systemClock.now())}.`)
  return 0
}
