import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { createInterface, type Interface } from 'node:readline'
import { type Company, host } from './company.ts'

export interface Program {
  /** Lines of its standard output. */
  lines: Interface
  say(line: string): void
  /** Exit code, and all that it wrote. */
  ended: Promise<{ code: number | null; text: string }>
}

/** Runs a client written in Python by Debian's own interpreter, to which the company's name and authority are known. */
export function runPython(company: Company, program: string, args: readonly string[], env: Record<string, string> = {}): Program {
  const child = spawn(program, args, {
    env: {
      PATH: '/usr/bin:/bin',
      PYTHONPATH: `${import.meta.dirname}/python`,
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONUNBUFFERED: '1',
      REQUESTS_CA_BUNDLE: company.ca,
      COMPANY_HOST: host,
      COMPANY_PORT: String(company.port),
      ...env,
    },
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (text += data.toString()))
  return {
    lines: createInterface(child.stdout),
    say: (line) => child.stdin.write(`${line}\n`),
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, text })),
  }
}
