import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { nodePath } from '../kill/server.ts'

/** Resident and proportional memory of one process, MB. */
export function memoryOf(pid: number): { rss: number; pss: number } {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const mb = (name: string) => Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)![1]) / 1024)
  return { rss: mb('Rss'), pss: mb('Pss') }
}

/** A web process and a worker under one parent, so that the load script can add up what both use. */
export interface House {
  /** Of the parent. */
  child: ChildProcess
  web: number
  stop(): Promise<void>
  said(): string
}

/** Starts a web process and a worker. `stop` ends both by SIGTERM and waits for them. */
export async function startHouse(env: Record<string, string>): Promise<House> {
  const script = 'sh bin/start web & echo $!; sh bin/start worker & trap "kill 0" TERM; wait; wait'
  const child = spawn('/bin/sh', ['-c', script], {
    env: { PATH: nodePath, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stderr.on('data', (data: Buffer) => (text = (text + data.toString()).slice(-4000)))
  const [first] = (await once(child.stdout, 'data')) as [Buffer]
  child.stdout.on('data', (data: Buffer) => (text = (text + data.toString()).slice(-4000)))
  return {
    child,
    web: Number.parseInt(first.toString(), 10),
    said: () => text,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      process.kill(-child.pid!, 'SIGTERM')
      await gone
    },
  }
}

/** Runs a script of the bench with this Node and passes on what it prints. Throws when it does not end with 0. */
export async function runScript(args: readonly string[], o: { quiet?: boolean } = {}): Promise<void> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', o.quiet ? 'ignore' : 'inherit', 'inherit'] })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}`)
}
