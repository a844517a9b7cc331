import { ConfigFault } from '#platform/config/fault.ts'
import { type Environment, prepare } from './prepare.ts'

// Each is imported only when it was chosen: a worker needs no web server, and no schema may come before the dialect.
const processes: Record<string, (argv: string[], env: Environment) => Promise<number>> = {
  async web(argv, env) {
    const config = prepare(argv, env)
    const [{ runUntilStopped }, { startWeb }] = await Promise.all([import('./lifetime.ts'), import('./web.ts')])
    await runUntilStopped(config, 'web', startWeb)
    return 0
  },
  async worker(argv, env) {
    const config = prepare(argv, env)
    const [{ runUntilStopped }, { startWorker }] = await Promise.all([import('./lifetime.ts'), import('./worker.ts')])
    await runUntilStopped(config, 'worker', startWorker)
    return 0
  },
  async demo(argv, env) {
    const { demoDefaults } = await import('./demo/defaults.ts')
    const config = prepare(argv, env, demoDefaults(argv, env))
    const [{ runUntilStopped }, { startDemo }, { prepareWorld }] = await Promise.all([
      import('./lifetime.ts'),
      import('./demo.ts'),
      import('./demo/world.ts'),
    ])
    await prepareWorld(config)
    await runUntilStopped(config, 'demo', startDemo)
    return 0
  },
  async cli(argv, env) {
    const { runCli } = await import('./cli.ts')
    return await runCli(argv, env)
  },
}

/**
 * Starts the one process that the first word names and answers the exit code that holds if nothing else ends it: 0, 1 when it could not
 * start, 2 when the words make no sense. What keeps it from starting is told in plain lines on standard error.
 */
export async function startProcess([name = '', ...argv]: readonly string[], env: Environment): Promise<number> {
  const start = Object.hasOwn(processes, name) ? processes[name] : undefined
  if (!start) {
    console.error(`atrium: expected one of ${Object.keys(processes).join(', ')}`)
    return 2
  }
  try {
    return await start(argv, env)
  } catch (e) {
    for (const line of plainWords(e)) console.error(`atrium: ${line}`)
    if (!(e instanceof ConfigFault) && env['ATRIUM_LOG__LEVEL'] === 'debug') console.error(e)
    return 1
  }
}

const plainWords = (e: unknown): readonly string[] => (e instanceof ConfigFault ? e.faults : [e instanceof Error ? e.message : String(e)])
