import { usualLook } from '#base/look.ts'
import type { Exchange } from './exchange.ts'
import { directionOf, type Frame } from './pages/frame.ts'
import type { Parts } from './parts.ts'

/** The data variables of one page. `withMe` false asks nothing of the database: for faults, which must be shown when all else fails. */
export async function frameOf(parts: Parts, x: Exchange, title: string, withMe: boolean): Promise<Frame> {
  const { caller, locale } = x
  const { site, doors } = parts
  const session = caller.kind === 'session' ? caller : undefined
  return {
    title,
    locale,
    dir: directionOf(locale),
    company: site.config.instance.name,
    look: session?.look ?? usualLook,
    path: x.path,
    here: x.path + (x.rawQuery === '' ? '' : `?${x.rawQuery}`),
    csrf: session?.csrf ?? '',
    me: session && withMe ? await doors.me(session.viewer) : null,
    flash: null,
    zone: session?.viewer.timeZone ?? 'UTC',
    now: site.clock.now(),
  }
}
