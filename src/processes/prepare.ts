import { chooseDialect } from '#db/dialect.ts'
import { type Config, readConfig } from '#platform/config/config.ts'
import { findConfig } from '#platform/config/find-config.ts'

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Reads the configuration and chooses the dialect: from here on schemas may be imported. Throws ConfigFault. */
export function prepare(argv: readonly string[], env: Environment, defaults: Record<string, unknown> = {}): Config {
  const file = findConfig(argv, env)
  const config = readConfig({ argv, env, defaults, ...(file === undefined ? {} : { file }) })
  chooseDialect(config.database.url.startsWith('sqlite:') ? 'sqlite' : 'postgres')
  return config
}
