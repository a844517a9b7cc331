import { parseArgs } from 'node:util'
import { iso } from '#base/clock.ts'
import type { Dates } from '#features/announcements/announcement-dates.ts'
import type { Site } from '#platform/site.ts'
import type { VerbCall } from './verb-call.ts'
import { withSite } from './with-site.ts'

const usage = `atrium: announce "TEXT" [--language en] [--starts WHEN --ends WHEN [--all-day]] posts as the company account
        announce --change ID ["TEXT"] [--starts ... | --no-dates], announce --withdraw ID, announce --list
        WHEN is 2026-12-24 or 2026-12-24T10:00+01:00`

const options = {
  starts: { type: 'string' },
  ends: { type: 'string' },
  'all-day': { type: 'boolean' },
  'no-dates': { type: 'boolean' },
  language: { type: 'string' },
  change: { type: 'string' },
  withdraw: { type: 'string' },
  list: { type: 'boolean' },
} as const

const parse = (words: string[]) => parseArgs({ args: words, allowPositionals: true, options })
type Values = ReturnType<typeof parse>['values']

/** What the words ask for; undefined where they make no sense. */
type Wish =
  | { kind: 'list' }
  | { kind: 'withdraw'; id: number }
  | { kind: 'change'; id: number; text?: string; dates?: Dates }
  | { kind: 'publish'; text: string; language: string; dates: Dates }

const idOf = (text: string) => (/^\d{1,16}$/.test(text) ? Number(text) : undefined)

/** The dates of the flags; null where none is given, undefined where one is no date. */
function datesIn(values: Values): Dates | null | undefined {
  const given = [values.starts, values.ends]
  const [startsAt, endsAt] = given.map((text) => (text === undefined ? null : Date.parse(text))) as [number | null, number | null]
  if (Number.isNaN(startsAt) || Number.isNaN(endsAt)) return undefined
  const allDay = values['all-day'] ?? false
  if (values['no-dates']) return given.every((text) => text === undefined) && !allDay ? { startsAt: null, endsAt: null, allDay } : undefined
  return given.every((text) => text === undefined) && !allDay ? null : { startsAt, endsAt, allDay }
}

function read(words: string[]): Wish | undefined {
  let parsed
  try {
    parsed = parse(words)
  } catch {
    return undefined
  }
  const { values, positionals } = parsed
  const [text, ...more] = positionals
  const dates = datesIn(values)
  if (more.length > 0 || dates === undefined) return undefined
  const [change, withdraw] = [values.change, values.withdraw].map((id) => (id === undefined ? null : idOf(id)))
  if (change === undefined || withdraw === undefined) return undefined
  const alone = Object.keys(values).length === 1 && text === undefined
  if (values.list) return alone ? { kind: 'list' } : undefined
  if (withdraw !== null) return alone ? { kind: 'withdraw', id: withdraw! } : undefined
  if (change !== null) {
    if (values.language !== undefined || (text === undefined && dates === null)) return undefined
    return { kind: 'change', id: change!, ...(text === undefined ? {} : { text }), ...(dates === null ? {} : { dates }) }
  }
  const { language = 'en' } = values
  if (text === undefined || values['no-dates'] || !/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(language)) return undefined
  return { kind: 'publish', text, language, dates: dates ?? { startsAt: null, endsAt: null, allDay: false } }
}

async function printAll(site: Site): Promise<number> {
  const [{ allAnnouncements }, { statusesByIds }] = await Promise.all([
    import('#features/announcements/announcements.queries.ts'),
    import('#features/statuses/statuses.queries.ts'),
  ])
  const rows = await allAnnouncements(site.store.read)
  const posts = await statusesByIds(
    site.store.read,
    rows.map((row) => row.id),
  )
  const texts = new Map(posts.map((post) => [post.id, post.text.replace(/\s+/g, ' ')]))
  for (const { id, shownUntil } of rows) {
    const until = shownUntil === null ? 'until withdrawn' : `${shownUntil > site.clock.now() ? 'until' : 'over since'} ${iso(shownUntil)}`
    console.log(`${id}  ${until}  ${(texts.get(id) ?? '').slice(0, 80)}`)
  }
  if (rows.length === 0) console.log('Nothing is announced.')
  return 0
}

async function carryOut(site: Site, wish: Exclude<Wish, { kind: 'list' }>): Promise<number> {
  switch (wish.kind) {
    case 'publish': {
      const { publishAnnouncement } = await import('#features/announcements/publish-announcement.ts')
      const { text, language, dates } = wish
      console.log(`Announcement ${await publishAnnouncement(site, { text, language, ...dates }, null)} is shown.`)
      return 0
    }
    case 'change': {
      const { changeAnnouncement } = await import('#features/announcements/change-announcement.ts')
      const { id, text, dates } = wish
      await changeAnnouncement(site, id, { ...(text === undefined ? {} : { text }), ...(dates ? { dates } : {}) }, null)
      console.log(`Announcement ${id} is changed.`)
      return 0
    }
    case 'withdraw': {
      const { withdrawAnnouncement } = await import('#features/announcements/withdraw-announcement.ts')
      await withdrawAnnouncement(site, wish.id, null)
      console.log(`Announcement ${wish.id} is withdrawn, and the post is gone.`)
      return 0
    }
  }
}

/** `atrium announce`: posts, changes, withdraws and lists what the company announces. */
export async function announceVerb(call: VerbCall): Promise<number> {
  const wish = read(call.words)
  if (!wish) {
    console.error(usage)
    return 2
  }
  return await withSite(call, async (site) => (wish.kind === 'list' ? await printAll(site) : await carryOut(site, wish)))
}
