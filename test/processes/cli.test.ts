import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { employeeAccount, startIdp } from '#processes/demo/idp.ts'
import { employees } from '#processes/demo/story.ts'
import { checkNode } from '#processes/cli/check-machine.ts'
import { testCluster } from '../dialect.ts'
import { postgresAt } from '../postgres.ts'

interface Ended {
  code: number
  out: string
  err: string
}

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** A process of the server as a shell starts it: with these variables only. */
const run = (args: string[], env: Record<string, string> = {}, cwd = tmpdir()) =>
  new Promise<Ended>((resolve) => {
    execFile(process.execPath, [main, ...args], { cwd, env: { PATH: '/usr/bin:/bin', ...env } }, (fault, out, err) =>
      resolve({ code: typeof fault?.code === 'number' ? fault.code : fault ? 99 : 0, out, err }),
    )
  })

/** A folder and, on PostgreSQL, a database of its own. */
async function place(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-cli-'))
  const cluster = testCluster ? postgresAt(testCluster) : undefined
  const name = `c_${process.pid}_${folder.slice(-6).toLowerCase().replace(/\W/g, '_')}`
  const env: Record<string, string> = { ATRIUM_DATA: join(folder, 'data') }
  if (cluster) env['DATABASE_URL'] = await cluster.create(name)
  t.after(async () => {
    rmSync(folder, { recursive: true })
    if (cluster) await cluster.drop(name)
  })
  return { folder, env }
}

test('--help names every verb; a word that is none gives exit code 2', async () => {
  const help = await run(['cli', '--help'])
  assert.equal(help.code, 0)
  for (const verb of ['migrate', 'doctor', 'config check', 'config show']) assert.match(help.out, new RegExp(`^  ${verb} `, 'm'))
  for (const words of [['cli'], ['cli', 'dance'], ['cli', 'migrate', 'now'], [], ['dance'], ['constructor']]) {
    const ended = await run(words)
    assert.equal(ended.code, 2, words.join(' '))
    assert.match(ended.err, /^atrium: .*\n$/, 'one line')
  }
  assert.match((await run(['cli', 'config'])).err, /"config" needs check or show after it/)
  assert.match((await run(['cli', 'hold', 'relaese', '1'])).err, /needs create or release after it, not "relaese"/)
})

test('config check names every fault at once and exits with 1', async (t) => {
  const { folder } = await place(t)
  const file = join(folder, 'atrium.toml')
  writeFileSync(file, 'url = "http://social.corp.example"\n[listen]\nport = 99999\ncolour = 1\n')
  const ended = await run(['cli', 'config', 'check', '--config', file], { ATRIUM_LOUD: '1' })
  assert.equal(ended.code, 1)
  assert.equal(ended.err.trim().split('\n').length, 4, ended.err)
  assert.doesNotMatch(ended.err, /\n\s+at /, 'no stack')
  writeFileSync(file, 'url = "https://social.corp.example"\n')
  const sound = await run(['cli', 'config', 'check', `--config=${file}`])
  assert.deepEqual([sound.code, sound.out], [0, 'The configuration is sound. Atrium will answer at https://social.corp.example.\n'])
})

// SEC:B15
test('config show prints what counts, and no secret', async (t) => {
  const { folder } = await place(t)
  const ended = await run(['cli', 'config', 'show', '--port', '81'], { DATABASE_URL: 'postgres://atrium:s3cr3t@db.corp.example/a' }, folder)
  assert.equal(ended.code, 0)
  assert.equal((JSON.parse(ended.out) as { listen: { port: number } }).listen.port, 81)
  assert.doesNotMatch(ended.out + ended.err, /s3cr3t/)
})

test('migrate makes the database, names what it applied, and does nothing the second time', async (t) => {
  const { env } = await place(t)
  const first = await run(['cli', 'migrate'], env)
  assert.equal(first.code, 0, first.err)
  assert.match(first.out, /^applied 0001_foundation$/m)
  const second = await run(['cli', 'migrate'], env)
  assert.deepEqual([second.code, second.out], [0, 'The database was up to date already.\n'])
})

test('doctor tells in plain words what is wrong, exits with 3 while something is red, and changes nothing', async (t) => {
  const { env } = await place(t)
  const empty = await run(['cli', 'doctor'], env)
  assert.equal(empty.code, 3, empty.err)
  assert.match(empty.out, /^BAD .*run: atrium migrate$/m)
  assert.equal(existsSync(env['ATRIUM_DATA']!), false)

  await run(['cli', 'migrate'], env)
  const well = await run(['cli', 'doctor', '--json'], env)
  assert.equal(well.code, 0, well.out)
  const findings = JSON.parse(well.out) as { check: string; state: string; text: string }[]
  const states = Object.fromEntries(findings.map(({ check, state }) => [check, state]))
  for (const check of ['database', 'integrity', 'clock', 'jobs', 'folder', 'configuration']) assert.equal(states[check], 'green', check)
  assert.equal(states['master key'], 'amber', 'it is made at the first start, not by the doctor')
  assert.equal(existsSync(join(env['ATRIUM_DATA']!, 'master.key')), false)
})

test('doctor asks every identity provider, and knows one that is not who it should be', async (t) => {
  const { env } = await place(t)
  const idp = await startIdp({ port: 0, clients: [], accounts: employees.map(employeeAccount) })
  t.after(() => idp.close())
  const { host } = new URL(idp.issuer)
  const provider = (issuer: string) => JSON.stringify([{ id: 'corp', name: 'Corp', issuer, client_id: 'atrium' }])
  const ask = (issuer: string) =>
    run(['cli', 'doctor'], { ...env, ATRIUM_FETCH__LOOPBACK: `${host},localhost:1`, ATRIUM_SIGNIN__OIDC: provider(issuer) })
  assert.match((await ask(idp.issuer)).out, /^ok .*sign-in corp +Corp answers$/m)
  assert.match((await ask(`${idp.issuer}/`)).out, /^BAD .*sign-in corp +it calls itself/m)
  assert.match((await ask('http://localhost:1')).out, /^BAD .*sign-in corp/m)
})

// SEC:O5
test('a Node below the floor is a reason to look, never one not to start', () => {
  for (const [version, state] of [
    ['v24.21.0', 'amber'],
    ['v24.22.0', 'amber'],
    ['v24.22.1', 'green'],
    ['v24.23.0', 'green'],
    ['v26.0.0', 'green'],
  ] as const)
    assert.equal(checkNode(version).state, state, version)
})

test('what keeps a process from starting is one plain line', async (t) => {
  const { folder, env } = await place(t)
  const cases: [Record<string, string>, RegExp][] = [
    [
      { ...env, DATABASE_URL: 'postgres://nobody:s3cr3t@127.0.0.1:1/x' },
      /^atrium: the database postgres:\/\/nobody@127\.0\.0\.1:1\/x cannot be reached \(ECONNREFUSED\)\n$/,
    ],
    [{ ...env, ATRIUM_DATA: '/proc/atrium/data' }, /^atrium: the data folder .* cannot be written: ENOENT\n$/],
    [{ ...env, ATRIUM_CONFIG: join(folder, 'no.toml') }, /^atrium: .*no\.toml: there is no such file\n$/],
    [{ ...env, ATRIUM_DATA: join(folder, 'file/data') }, /^atrium: the data folder .* cannot be written: ENOTDIR\n$/],
    [
      env,
      testCluster
        ? /^atrium: the database lacks 0001_foundation.*run: atrium migrate\n$/
        : /^atrium: there is no database at .*run: atrium migrate\n$/,
    ],
  ]
  writeFileSync(join(folder, 'file'), '')
  for (const [variables, line] of cases) {
    const ended = await run(['worker'], variables)
    assert.equal(ended.code, 1)
    assert.match(ended.err, line)
  }
})

test('another master key than the database was written with refuses the start', async (t) => {
  const { folder, env } = await place(t)
  await run(['cli', 'migrate'], env)
  await startWorker(env)
  const key = readFileSync(join(env['ATRIUM_DATA']!, 'master.key'))
  const other = join(folder, 'other.key')
  const refused = await run(['worker'], { ...env, ATRIUM_SECRETS__FILE: other })
  assert.equal(refused.code, 1)
  assert.match(
    refused.err,
    /^atrium: this database was written with the master key [\da-f]{16}, but the key file holds [\da-f]{16}; restore/,
  )
  assert.notDeepEqual(readFileSync(other), key)
  assert.match(
    (await run(['cli', 'doctor'], { ...env, ATRIUM_SECRETS__FILE: other })).out,
    /^BAD .*master key +the database needs the key/m,
  )
})

/** Starts a worker, waits until it runs, and ends it as a supervisor does. */
async function startWorker(env: Record<string, string>) {
  const child = spawn(process.execPath, [main, 'worker'], { env: { PATH: '/usr/bin:/bin', ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  const code = new Promise<number | null>((resolve) => void child.once('exit', resolve))
  for await (const chunk of child.stdout) if (/worker runs/.test(String(chunk))) break
  child.kill('SIGTERM')
  assert.equal(await code, 0, 'SIGTERM ends it in order')
}
