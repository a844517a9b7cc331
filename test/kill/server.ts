import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname } from 'node:path'

/** A real web or worker process on the database under test, to be killed. */
export interface Victim {
  child: ChildProcess
  /** `kill -9`, and gone when it resolves. */
  kill(): Promise<void>
}

/** PATH on which `bin/start` finds the Node that runs the tests. */
export const nodePath = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`

/** Starts `atrium web` or `atrium worker` as the admin would. Its output is kept for the message of a failed start. */
export function startProcess(kind: 'web' | 'worker', env: Record<string, string>): Victim & { said(): string } {
  const child = spawn('sh', ['bin/start', kind], {
    env: { PATH: nodePath, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (text = (text + data.toString()).slice(-4000)))
  return {
    child,
    said: () => text,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Waits until the server answers its health check. Throws with what it said when it ended or did not answer in time. */
export async function healthy(url: string, victim: { child: ChildProcess; said(): string }, patience = 60_000): Promise<void> {
  for (let spent = 0; ; spent += 20) {
    const answer = await fetch(`${url}/health`).catch(() => undefined)
    if (answer?.ok) return
    if (victim.child.exitCode !== null || spent > patience) throw new Error(`the server does not answer:\n${victim.said()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
