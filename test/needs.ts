import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { postgresHome } from './postgres.ts'

const there = {
  chromium: () => existsSync('/usr/bin/chromium'),
  postgresql: () => postgresHome() !== undefined,
  wrk: () => existsSync('/usr/bin/wrk'),
  openssl: () => existsSync('/usr/bin/openssl'),
  'python3-mastodon': () => existsSync('/usr/lib/python3/dist-packages/mastodon'),
  toot: () => existsSync('/usr/bin/toot'),
}
export type Need = keyof typeof there

/**
 * Sees to it that the named programs of the operating system are there: installs what is missing when it may (root or
 * password-less sudo, and `install`), and ends the run with the one line to type when it may not.
 */
export async function provide(needs: readonly Need[], install: boolean) {
  const missing = needs.filter((need) => !there[need]())
  if (!missing.length) return
  const root = userInfo().uid === 0
  const line = `${root ? '' : 'sudo '}apt-get install --yes --no-install-recommends ${missing.join(' ')}`
  const may = install && (root || spawnSync('sudo', ['-n', 'true']).status === 0)
  if (!may) {
    console.error(`atrium: the tests need ${missing.join(' and ')}; install with: ${line}`)
    process.exit(2)
  }
  console.error(`atrium: ${line}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) => {
    const [program, ...rest] = [...(root ? [] : ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND']), 'apt-get', ...args]
    execFileSync(program!, rest, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  apt('update')
  apt('install', '--yes', '--no-install-recommends', ...missing)
  const still = missing.filter((need) => !there[need]())
  if (!still.length) return
  console.error(`atrium: ${still.join(' and ')} still missing after: ${line}`)
  process.exit(2)
}
