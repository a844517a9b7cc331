import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { test } from 'node:test'
import { freePort } from '../postgres.ts'
import { healthy, nodePath, startProcess } from '../kill/server.ts'
import { testSite } from '../site.ts'

const flags = readFileSync('bin/node-flags', 'utf8').trim().split(/\s+/)

test('Node knows the flags, and they bound what a young generation takes', () => {
  const program = `
    const live = Array.from({ length: 200 }, () => undefined)
    for (let i = 0; i < 3e6; i++) live[i % live.length] = { i, text: String(i) }
    const { space_size } = require('v8').getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')
    console.log(space_size, process.execArgv.join(' '))`
  const said = execFileSync(process.execPath, [...flags, '-e', program], { encoding: 'utf8', env: { PATH: nodePath } })
  const [size, ...given] = said.trim().split(' ')
  assert.deepEqual(given.slice(0, flags.length), flags)
  assert.ok(Number(size) <= 2 * 8 * 2 ** 20, `the young generation has ${size} bytes`)
})

test('a process that is started runs under the flags', async (t) => {
  const { site, close } = await testSite()
  t.after(close)
  const port = await freePort()
  const env = {
    ATRIUM_DATA: site.config.data,
    ATRIUM_DATABASE__URL: site.config.database.url,
    ATRIUM_URL: `http://localhost:${port}`,
    ATRIUM_LISTEN__PORT: String(port),
  }
  const web = startProcess('web', env)
  t.after(() => web.kill())
  await healthy(env.ATRIUM_URL, web)
  // The shell has become Node: a signal to what was started reaches it.
  const [node, ...rest] = readFileSync(`/proc/${web.child.pid}/cmdline`, 'utf8').split('\0')
  assert.equal(basename(node!), 'node')
  assert.deepEqual(rest.slice(0, flags.length), flags)
  assert.match(rest[flags.length]!, /\/src\/main\.ts$/)
})

test('nothing starts a process by another door than bin/start', () => {
  // Two tests look at a process that refuses to start or only answers a verb.
  const known = ['bin/start', 'test/api/bad-luck.test.ts', 'test/processes/cli.test.ts']
  const files = ['package.json', 'install.sh', ...globSync(['bin/*', 'appliance/**', 'systemd/**', 'test/**/*.{ts,mjs}'])]
  const starting = files.filter((file) => {
    try {
      return /(?<![-\w])main\.ts/.test(readFileSync(file, 'utf8'))
    } catch {
      // A folder, or what is not there yet.
      return false
    }
  })
  assert.deepEqual(starting.sort(), known)
})
