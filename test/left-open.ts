import { after } from 'node:test'

type Close = () => Promise<void>

const open = new Map<Close, string>()

// A test that fails before it closes what it opened would hold its file until the runner's deadline. This runs before a file's own `after`
// outside of any suite, which is too late for it.
if (process.env['NODE_TEST_CONTEXT'])
  after(async () => {
    const left = [...open].reverse()
    for (const [close] of left) await close().catch(() => undefined)
    if (left.length > 0) throw new Error(`${process.argv[1]}: ${left.map(([, what]) => what).join(', ')} was open at the end of all tests`)
  })

/** Answers `close`, idempotent, and sees to it that it is called at the end of the file at the latest, which then fails with `what`. */
export function closedAtEnd(what: string, close: Close): Close {
  let closed: Promise<void> | undefined
  const once = async () => {
    open.delete(once)
    await (closed ??= close())
  }
  open.set(once, what)
  return once
}
