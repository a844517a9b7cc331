import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { Refusal } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { and, eq } from '#db/drizzle.ts'
import { createHold } from '#features/holds/create-hold.ts'
import { clearCopies } from '#features/holds/holds.jobs.ts'
import { copyOf } from '#features/holds/holds.queries.ts'
import { type Hold, retirements } from '#features/holds/holds.schema.ts'
import { releaseHold } from '#features/holds/release-hold.ts'
import { copyPurpose } from '#features/holds/retire.ts'
import { createStatus } from '#features/statuses/create.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { showStatus } from '#features/statuses/show.ts'
import { accountStatusIds } from '#features/timelines/account-status-ids.ts'
import { homeIds } from '#features/timelines/home-ids.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { makePerson } from '../people.ts'
import { type TestSite, testSite } from '../site.ts'
import { chance } from './chance.ts'

const sequences = 500
const seed = Number(process.env['ATRIUM_TEST_SEED'] ?? Math.floor(Date.now() / 1000))

/** What the model knows of one post. `kept`: a sealed copy must exist. */
interface Post {
  id: number
  author: Viewer
  text: string
  retired: boolean
  kept: boolean
}
type Held = Pick<Hold, 'id' | 'subject' | 'subjectId'>

const covered = (held: readonly Held[], post: Post) =>
  held.some(({ subject, subjectId }) => {
    if (subject === 'all') return true
    return subjectId === { person: post.author.personId, account: post.author.accountId, status: post.id }[subject]
  })

suite('random sequences of post, reply, hold, delete and release', () => {
  let t: TestSite
  let authors: Viewer[]
  let reader: Viewer
  before(async () => {
    t = await testSite()
    authors = [await makePerson(t.site, 'hanna_h'), await makePerson(t.site, 'jonas_h'), await makePerson(t.site, 'mira_h')]
    reader = await makePerson(t.site, 'reader_h')
  })
  after(async () => await t.close())

  const gone = (e: unknown) => e instanceof Refusal && e.status === 404
  const wish = { warning: '', sensitive: false, language: null, localOnly: false, labelId: null } as const

  async function write(author: Viewer, text: string, replyToId: number | null): Promise<Post> {
    const id = await createStatus(t.site, author, { ...wish, text, audience: { kind: 'everyone', listed: true }, replyToId })
    return { id, author, text, retired: false, kept: false }
  }

  async function hold(random: ReturnType<typeof chance>, posts: readonly Post[]): Promise<Held> {
    const subject = random.pick(posts.length > 0 ? (['all', 'person', 'account', 'status'] as const) : (['all', 'person'] as const))
    const author = random.pick(authors)
    const subjectId = {
      all: null,
      person: author.personId,
      account: author.accountId,
      status: posts.length ? random.pick(posts).id : null,
    }[subject]
    const kind = random.pick(['hold', 'statutory'] as const)
    const { id } = await createHold(t.site, { kind, subject, subjectId, reason: 'a case', who: null })
    return { id, subject, subjectId }
  }

  async function release(held: Held[], which: Held, posts: readonly Post[]) {
    held.splice(held.indexOf(which), 1)
    await releaseHold(t.site, which.id, null)
    await drainJobs(t.site, [clearCopies])
    for (const post of posts) if (post.kept && !covered(held, post)) post.kept = false
  }

  async function check(posts: readonly Post[]) {
    const page = { limit: 40, sinceId: (posts[0]?.id ?? 1) - 1 }
    const listed = new Set<number>()
    for (const author of authors) for (const id of await accountStatusIds(t.site, reader, author.accountId, page)) listed.add(id)
    const home = new Set((await homeIds(t.site, reader, page)).ids)
    for (const post of posts) {
      if (!post.retired) {
        for (const viewer of [post.author, reader]) assert.equal((await showStatus(t.site, viewer, post.id)).status.text, post.text)
        assert.ok(listed.has(post.id), 'one not retired stands in its author’s list')
        assert.equal(await copyOf(t.site.store.read, 'status', post.id), undefined)
        continue
      }
      for (const viewer of [post.author, reader, { ...reader, role: 'admin' as const }])
        await assert.rejects(showStatus(t.site, viewer, post.id), gone)
      assert.ok(!listed.has(post.id) && !home.has(post.id), 'one retired stands in no list')
      const tombstone = t.site.store.read
        .select()
        .from(retirements)
        .where(and(eq(retirements.kind, 'status'), eq(retirements.thingId, post.id)))
      assert.equal((await tombstone).length, 1)
      const copy = await copyOf(t.site.store.read, 'status', post.id)
      assert.equal(copy !== undefined, post.kept, post.kept ? 'a held thing is lost' : 'a copy is kept that no hold asks for')
      if (!copy) continue
      assert.ok(!copy.sealed.includes(post.text))
      const opened = JSON.parse(t.site.secrets.open(copyPurpose, copy.sealed)) as { status: { text: string } }
      assert.equal(opened.status.text, post.text)
    }
  }

  async function play(random: ReturnType<typeof chance>, name: string) {
    const [posts, held]: [Post[], Held[]] = [[], []]
    const steps = 6 + random.below(8)
    for (let step = 0; step < steps; step++) {
      const [alive, author, text] = [posts.filter((post) => !post.retired), random.pick(authors), `${name} step ${step}`]
      const deed = random.pick(['post', 'reply', 'hold', 'delete', 'delete', 'release'])
      t.clock.advance(1)
      if (deed === 'hold') held.push(await hold(random, posts))
      else if (deed === 'release') {
        if (held.length > 0) await release(held, random.pick(held), posts)
      } else if (deed === 'delete' && alive.length > 0) {
        const post = random.pick(alive)
        await deleteStatus(t.site, post.author, post.id)
        Object.assign(post, { retired: true, kept: covered(held, post) })
      } else posts.push(await write(author, text, deed === 'reply' && alive.length > 0 ? random.pick(alive).id : null))
    }
    await check(posts)
    while (held.length > 0) await release(held, held[0]!, posts)
    await check(posts)
  }

  test('a held thing is never lost, one retired while held is visible to nobody, one not retired stays visible', async (c) => {
    c.diagnostic(`seed ${seed}, ${sequences} sequences (ATRIUM_TEST_SEED repeats it)`)
    for (let i = 0; i < sequences; i++) {
      try {
        await play(chance(seed + i), `sequence ${i}`)
      } catch (e) {
        throw new Error(`seed ${seed}, sequence ${i}: ${(e as Error).message}`, { cause: e })
      }
    }
  })
})
