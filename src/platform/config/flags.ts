/** Flags that every process takes, and the key of atrium.toml that each one stands for. Secrets are never flags (SEC:B15). */
export const configFlags: Readonly<Record<string, string>> = {
  '--url': 'url',
  '--data': 'data',
  '--host': 'listen.host',
  '--port': 'listen.port',
  '--log-level': 'log.level',
}

export interface Flags {
  /** Path of the configuration file, from `--config`. */
  config?: string
  /** Values by key of atrium.toml. */
  values: Map<string, string>
  /** The flags of the configuration as they were given. */
  own: string[]
  /** What is no flag of the configuration, in order. */
  rest: string[]
  faults: string[]
}

/** Splits an argument list into the configuration's flags (`--port 80` or `--port=80`) and the rest. */
export function splitFlags(argv: readonly string[]): Flags {
  const flags: Flags = { values: new Map(), own: [], rest: [], faults: [] }
  for (let i = 0; i < argv.length; i++) {
    const [name, ...tail] = argv[i]!.split('=')
    const key = configFlags[name!]
    if (key === undefined && name !== '--config') {
      flags.rest.push(argv[i]!)
      continue
    }
    const value = tail.length ? tail.join('=') : argv[++i]
    flags.own.push(`${name}=${value ?? ''}`)
    if (value === undefined) flags.faults.push(`${name}: a value is missing`)
    else if (key === undefined) flags.config = value
    else flags.values.set(key, value)
  }
  return flags
}
