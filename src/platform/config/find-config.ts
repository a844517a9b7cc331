import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { splitFlags } from './flags.ts'

/** Path of the configuration file: `--config`, then ATRIUM_CONFIG, then /etc/atrium, then the working directory; undefined without any. */
export function findConfig(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): string | undefined {
  const named = splitFlags(argv).config ?? env['ATRIUM_CONFIG']
  if (named !== undefined) return resolve(named)
  return ['/etc/atrium/atrium.toml', resolve('atrium.toml')].find((path) => existsSync(path))
}
