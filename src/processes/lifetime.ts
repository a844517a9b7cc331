import type { Config } from '#platform/config/config.ts'
import type { Site } from '#platform/site.ts'
import { openSite, type Role } from './site.ts'

/** Something that runs until it is closed. */
export interface Running {
  close(): Promise<void>
}

/** Ms for an orderly end: requests 15 s, sockets 5 s, jobs 30 s and a little more. */
const orderly = 55_000
/** Ms for an end after an error that nobody caught. */
const broken = 5000

/**
 * Opens a site, starts what `start` starts, and keeps it until SIGTERM or SIGINT, a second of which means "now". An uncaught error is
 * logged and ends the process in the same order, with exit code 1 (SEC:B12). Tells a supervisor when it is ready.
 */
export async function runUntilStopped(config: Config, role: Role, start: (site: Site) => Promise<Running>): Promise<void> {
  const site = await openSite(config, role)
  const starting = Promise.withResolvers<Running | undefined>()
  let ending = false
  const end = (code: number, patience: number) => {
    if (ending) process.exit(1)
    ending = true
    setTimeout(() => {
      site.log.error('the process did not end in time')
      process.exit(1)
    }, patience).unref()
    const closed = async () => {
      await (await starting.promise)?.close()
      await site.close()
    }
    closed().then(
      () => process.exit(code),
      (err: unknown) => {
        site.log.error({ err }, 'the process did not end in order')
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end(0, orderly))
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (err: unknown) => {
      site.log.fatal({ err }, 'an error that nobody caught')
      end(1, broken)
    })
  try {
    starting.resolve(await start(site))
  } catch (e) {
    starting.resolve(undefined)
    await site.close()
    throw e
  }
  process.send?.('ready')
}
