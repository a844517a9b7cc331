import { dirname } from 'node:path'
import { complete } from './complete.ts'
import type { Config } from './configuration.ts'
import { ConfigFault } from './fault.ts'
import { configFlags, splitFlags } from './flags.ts'
import { layOver, readToml, readVariables, treeOf } from './layers.ts'
import { shapeFaults, withoutFaults } from './shape-faults.ts'
import { configShape } from './shape.ts'

export type { Config, MailConfig, OidcConfig } from './configuration.ts'

/** Where a configuration comes from, strongest first. */
export interface ConfigSources {
  /** Flags of the configuration; anything else in it is a fault. */
  argv?: readonly string[]
  env?: Readonly<Record<string, string | undefined>>
  /** Path of an atrium.toml. */
  file?: string
  /** Shaped like the file: what a process says in place of the built-in defaults. */
  defaults?: Record<string, unknown>
}

/** What is read once is not worth compiling a parser for: that takes 30 ms of a start. */
const once = { jitless: true }

/**
 * Reads, checks and completes a configuration: flags before variables before the file before defaults. Relative paths start at the
 * file's folder, without a file at the working directory. Throws ConfigFault with every fault at once.
 */
export function readConfig(sources: ConfigSources): Config {
  const env = sources.env ?? {}
  const faults: string[] = []
  const flags = splitFlags(sources.argv ?? [])
  faults.push(...flags.faults, ...flags.rest.map((word) => `${word}: unknown flag`))
  const variables = readVariables(env, faults)
  const file = sources.file === undefined ? {} : readToml(sources.file, faults)
  const tree = [file, treeOf(variables.values), treeOf(flags.values)].reduce(layOver, sources.defaults ?? {})

  // SEC:S5 one variable would switch off certificate checks for the whole process
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] !== undefined)
    faults.push(
      'NODE_TLS_REJECT_UNAUTHORIZED is set: it would turn off certificate checks everywhere. Unset it and name a certificate in ca_file.',
    )
  const shaped = configShape.safeParse(tree, once)
  if (!shaped.success) {
    const spelled = new Map([...variables.names, ...[...flags.values.keys()].map((key) => [key, flagOf(key)] as const)])
    faults.push(...shapeFaults(shaped.error, spelled))
  }
  const sound = shaped.success ? shaped : configShape.safeParse(withoutFaults(tree, shaped.error), once)
  const base = sources.file === undefined ? process.cwd() : dirname(sources.file)
  const config =
    sound.data && complete(sound.data, { base, faults, credentials: env['CREDENTIALS_DIRECTORY'], file, filePath: sources.file })
  if (faults.length || !config) throw new ConfigFault(faults)
  return config
}

const flagOf = (key: string) => Object.keys(configFlags).find((flag) => configFlags[flag] === key)!
