import { execFile, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const exec = promisify(execFile)

/** A throw-away cluster: fsync off, loopback only, gone after `stop()`. */
export interface Postgres {
  /** Address of a database in it; the default one administers. */
  url(database?: string): string
  create(name: string, template?: string): Promise<string>
  drop(name: string): Promise<void>
  stop(): Promise<void>
}

/** Folder of the newest PostgreSQL server's programs, or undefined when none is installed. */
export function postgresHome(): string | undefined {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return undefined
  const newest = readdirSync(root).sort((a, b) => Number(b) - Number(a))[0]
  return newest && existsSync(join(root, newest, 'bin/initdb')) ? join(root, newest, 'bin') : undefined
}

/** Connects to a running cluster by the address of its administrating database. */
export function postgresAt(admin: string): Omit<Postgres, 'stop'> {
  const url = (database = 'postgres') => Object.assign(new URL(admin), { pathname: `/${database}` }).href
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: url() })
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  return {
    url,
    async create(name, template) {
      await run(`create database "${name}"${template ? ` template "${template}" strategy file_copy` : ''}`)
      return url(name)
    },
    drop: (name) => run(`drop database if exists "${name}" with (force)`),
  }
}

/** Starts a cluster of its own in a temporary folder. Throws when PostgreSQL is not installed. */
export async function startPostgres(): Promise<Postgres> {
  const home = postgresHome()
  if (!home) throw new Error('PostgreSQL is not installed: apt-get install postgresql')
  const folder = mkdtempSync(join(tmpdir(), 'atrium-postgres-'))
  const data = join(folder, 'data')
  // The server refuses to run as root, so root lends it the user that the package made.
  const asRoot = userInfo().uid === 0
  if (asRoot) {
    const { stdout } = await exec('id', ['-u', 'postgres'])
    chownSync(folder, Number(stdout), Number(stdout))
  }
  const command = (program: string, args: string[]): [string, string[]] =>
    asRoot ? ['runuser', ['-u', 'postgres', '--', join(home, program), ...args]] : [join(home, program), args]
  await exec(...command('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N']))
  const port = await freePort()
  const settings = [
    'fsync=off',
    'full_page_writes=off',
    'synchronous_commit=off',
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'max_connections=200',
    'log_min_messages=fatal',
  ]
  const [program, args] = command('postgres', ['-D', data, ...settings.flatMap((s) => ['-c', s])])
  const server = spawn(program, args, { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => void server.once('exit', () => resolve()))
  const cluster = postgresAt(`postgres://postgres@127.0.0.1:${port}/postgres`)
  await answers(cluster.url(), 30_000)
  return {
    ...cluster,
    async stop() {
      await exec(...command('pg_ctl', ['-D', data, '-m', 'immediate', 'stop'])).catch(() => server.kill('SIGKILL'))
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answers(url: string, patience: number) {
  for (let spent = 0; ; spent += 50) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return await client.end()
    } catch (e) {
      if (spent > patience) throw e
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** A TCP port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
