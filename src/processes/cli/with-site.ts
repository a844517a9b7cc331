import { Refusal } from '#base/errors.ts'
import type { Site } from '#platform/site.ts'
import { prepare } from '../prepare.ts'
import type { VerbCall } from './verb-call.ts'

/** Runs a verb's work on the site and closes it whatever happens. A refusal is said in its own words, exit code 1. */
export async function withSite(call: VerbCall, work: (site: Site) => Promise<number>): Promise<number> {
  const config = prepare(call.argv, call.env)
  const { openSite } = await import('../site.ts')
  const site = await openSite(config, 'cli')
  try {
    return await work(site)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(`atrium: ${error.message}`)
    return 1
  } finally {
    await site.close()
  }
}
