import type { Clock } from '#base/clock.ts'

/** Brings the database up to the newest file. */
export async function migrate(url: string, dir: string, clock: Clock): Promise<string[]> {
  throw new Error(`${url} ${dir} ${clock.now()}`)
}
