import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { after, before, suite, test } from 'node:test'
import { type TestSite, testSite } from '../site.ts'

suite('the end of a process', () => {
  let ground: TestSite
  before(async () => {
    ground = await testSite()
  })
  after(() => ground.close())

  /** Runs `ending.ts` on the test's database; `signals` are sent one after the other, each after the next line that it prints. */
  async function end(how: string, signals: NodeJS.Signals[] = []) {
    const child = spawn(process.execPath, ['test/processes/ending.ts', how, ground.data], {
      // A slow machine has things to warn of, and a line more would be a signal more.
      env: { ...process.env, DATABASE_URL: ground.databaseUrl, ATRIUM_LOG__LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let out = ''
    const ended = new Promise<number | null>((resolve) => void child.once('exit', resolve))
    child.stdout.on('data', (chunk: Buffer) => {
      out += String(chunk)
      const signal = signals.shift()
      if (signal) child.kill(signal)
    })
    return { code: await ended, out }
  }

  test('SIGTERM and SIGINT end a process in order', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const { code, out } = await end('waits', [signal])
      assert.deepEqual([code, out], [0, 'started\nclosed\n'])
    }
  })

  test('a second signal means now', async () => {
    const { code } = await end('hangs', ['SIGTERM', 'SIGTERM'])
    assert.equal(code, 1)
  })

  // SEC:B12
  test('an error that nobody caught is logged, and the process ends in order with 1', async () => {
    for (const how of ['throws', 'rejects']) {
      const { code, out } = await end(how)
      assert.equal(code, 1)
      assert.match(out, /"level":60.*nobody caught this/)
      assert.match(out, /\nclosed\n/)
    }
  })
})
