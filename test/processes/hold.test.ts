import assert from 'node:assert/strict'
import { after, before, suite, test, type TestContext } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { eq } from '#db/drizzle.ts'
import { copyOf } from '#features/holds/holds.queries.ts'
import { holds } from '#features/holds/holds.schema.ts'
import { createStatus } from '#features/statuses/create.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { holdCreate, holdRelease } from '#processes/cli/hold.ts'
import { jobs } from '#processes/jobs.ts'
import { makePerson } from '../people.ts'
import { type TestSite, testSite } from '../site.ts'

const post = (text: string) =>
  ({
    text,
    warning: '',
    sensitive: false,
    language: null,
    localOnly: false,
    labelId: null,
    replyToId: null,
    audience: { kind: 'everyone', listed: true },
  }) as const

suite('atrium hold', () => {
  let t: TestSite
  let lena: Viewer
  before(async () => {
    // The command is a process of its own and goes by the machine's clock.
    t = await testSite({ at: Date.now() })
    lena = await makePerson(t.site, 'lena_c')
  })
  after(async () => await t.close())

  async function run(c: TestContext, verb: typeof holdCreate, ...words: string[]) {
    const [said, faults] = [c.mock.method(console, 'log', () => {}), c.mock.method(console, 'error', () => {})]
    const env = { ATRIUM_URL: 'http://localhost:3000', ATRIUM_DATA: t.data, DATABASE_URL: t.databaseUrl, ATRIUM_LOG__LEVEL: 'fatal' }
    try {
      const code = await verb({ words, argv: [], env })
      const text = [...said.mock.calls, ...faults.mock.calls].map((call) => String(call.arguments[0])).join('\n')
      return { code, text, id: Number(/Hold (\d+)/.exec(text)?.[1]) }
    } finally {
      said.mock.restore()
      faults.mock.restore()
    }
  }

  test('create holds by name, release lets go and the copy is destroyed', async (c) => {
    const made = await run(c, holdCreate, 'person:Lena_C', '--reason', 'case 12', '--statutory')
    assert.deepEqual([made.code, made.text], [0, `Hold ${made.id} is in force over person:Lena_C.`])
    const [row] = await t.site.store.read.select().from(holds).where(eq(holds.id, made.id))
    assert.deepEqual(
      [row?.kind, row?.subject, row?.subjectId, row?.reason, row?.createdBy],
      ['statutory', 'person', lena.personId, 'case 12', null],
    )
    const id = await createStatus(t.site, lena, post('evidence'))
    await deleteStatus(t.site, lena, id)
    assert.ok(await copyOf(t.site.store.read, 'status', id))
    assert.equal((await run(c, holdRelease, String(made.id))).code, 0)
    t.clock.set(Date.now() + 1000)
    await drainJobs(t.site, jobs)
    assert.equal(await copyOf(t.site.store.read, 'status', id), undefined)
  })

  test('all, an account and a status can be held', async (c) => {
    const id = await createStatus(t.site, lena, post('held'))
    for (const what of ['all', 'account:lena_c', `status:${id}`]) assert.equal((await run(c, holdCreate, what, '--reason=x')).code, 0, what)
    await deleteStatus(t.site, lena, id)
    assert.equal((await run(c, holdCreate, `status:${id}`, '--reason=the copy is still there')).code, 0)
  })

  test('what makes no sense is refused with one line that says what is needed, and an unknown name with another', async (c) => {
    for (const words of [
      [],
      ['all'],
      ['everybody', '--reason=x'],
      ['all', 'more', '--reason=x'],
      ['all', '--reason=x', '--odd'],
      ['status:lena', '--reason=x'],
    ]) {
      const { code, text } = await run(c, holdCreate, ...words)
      assert.deepEqual([code, /^atrium: hold create .*$/.test(text)], [2, true], words.join(' '))
    }
    for (const words of [[], ['x'], ['1', '2']]) assert.equal((await run(c, holdRelease, ...words)).code, 2)
    const nobody = await run(c, holdCreate, 'account:nobody_here', '--reason=x')
    assert.deepEqual([nobody.code, nobody.text], [1, 'atrium: there is no account:nobody_here'])
    assert.equal((await run(c, holdCreate, 'person:company', '--reason=x')).code, 1)
    const slip = await run(c, holdCreate, 'status:3619278028800000', '--reason=x')
    assert.deepEqual([slip.code, slip.text], [1, 'atrium: there is no status:3619278028800000'])
    const missing = await run(c, holdRelease, '12345')
    assert.deepEqual([missing.code, missing.text], [1, 'atrium: no hold 12345 is in force'])
  })
})
