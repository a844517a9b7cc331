import { longWord, type Walker } from './people.ts'
import type { WalkWindow } from './window.ts'
import { until } from '../../until.ts'
import type { World } from './world.ts'

/** What a page shows when something was refused or broke: reached by a deed and not by an address alone. */
export interface State {
  name: string
  walker: Walker
  /** Brings the window there and answers the status that the browser was given. */
  reach(world: World, window: WalkWindow): Promise<number>
  status: number
}

const walker = 'employee'

/** Sends the form of this action from a page, filled with these values; nothing that the browser itself would refuse is held back. */
async function send(window: WalkWindow, path: string, action: string, values: Record<string, string>): Promise<number> {
  await window.goto(path)
  const sent = window.page.waitForResponse((answer) => answer.request().method() === 'POST')
  await window.page.evaluate(`(() => {
    const values = Object.entries(${JSON.stringify(values)})
    const forms = [...document.querySelectorAll('form[method="post"][action="${action}"]')]
    const form = forms.find(({ elements }) => values.every(([name]) => elements.namedItem(name)))
    for (const [name, value] of values) form.elements.namedItem(name).value = value
    form.noValidate = true
    form.requestSubmit()
  })()`)
  const status = (await sent).status()
  await window.page.waitForLoadState()
  const signs = '.fault, .toast.bad, [aria-invalid="true"], #status:not(:empty), .gate'
  // Nothing can be asked while one page gives way to the next.
  const shown = async () => await window.page.evaluate(`document.querySelector('${signs}') !== null`).catch(() => false)
  await until(shown, `${path}: a word of what was wrong`)
  return status
}

/** A form that comes back with what was typed, and says what is wrong with it. */
const refused = (name: string, where: (w: World) => { path: string; action?: string }, values: Record<string, string>): State => ({
  name: `refused: ${name}`,
  walker,
  status: 422,
  async reach(world, window) {
    const { path, action = path } = where(world)
    return await send(window, path, action, values)
  },
})

const tooLong = `${longWord} `.repeat(40)

/** Every form that is shown again when it is refused, and the pages that say why something is not there. */
export const states: readonly State[] = [
  refused('a post', () => ({ path: '/publish', action: '/posts' }), { text: tooLong }),
  refused('an edit', (w) => ({ path: `/posts/${w.own}/edit` }), { text: tooLong }),
  refused('a letter', (w) => ({ path: `/conversations/${w.conversation}`, action: `/conversations/${w.conversation}/answer` }), {
    text: tooLong,
  }),
  refused('a sign', (w) => ({ path: '/announcements', action: `/announcements/${w.announcement}/react` }), { other: 'no sign' }),
  refused('a list', () => ({ path: '/lists' }), { title: '' }),
  refused('a list’s new name', (w) => ({ path: `/lists/${w.list}/edit` }), { title: '' }),
  refused('a filter', () => ({ path: '/settings/filters/new', action: '/settings/filters' }), { title: '' }),
  refused('a profile', () => ({ path: '/settings/profile' }), { display_name: tooLong, note: tooLong }),
  refused('a server to keep away', () => ({ path: '/settings/blocks', action: '/settings/blocks/servers' }), { domain: 'no server' }),
  {
    name: 'a form of another page',
    walker,
    status: 403,
    reach: async (_, window) => await send(window, '/settings/appearance', '/settings/appearance', { csrf: 'not-ours' }),
  },
  {
    name: 'too many searches',
    walker: 'hire',
    status: 429,
    async reach({ web: { site }, hire }, window) {
      for (let i = 0; i < 301; i++) site.windows.hit(`search:account:${hire.accountId}`, 300, 300_000, site.clock.now())
      return await window.goto('/search?q=probes')
    },
  },
  {
    name: 'a fault of the server',
    walker,
    status: 500,
    async reach({ web: { site }, archive }, window) {
      const { get } = site.storage
      site.storage.get = async () => await Promise.reject(new Error('the disk is gone'))
      const status = await window.goto(`/settings/data/archive/${archive}`)
      site.storage.get = get
      return status
    },
  },
]
