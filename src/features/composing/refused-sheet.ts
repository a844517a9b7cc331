import { Refusal } from '#base/errors.ts'
import { composerFaults, type Faults, longDescription, noFaults, pictureFault } from './composer-faults.ts'
import { type KeptPictures, longDescriptions } from './keep-pictures.ts'
import type { FileSlot } from './kept-pictures.html.ts'

/** Says a locale key. */
type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

/** What a refused post brings back beside what was typed. */
export interface RefusedSheet {
  faults: Faults
  pictureFaults: ReadonlyMap<number, string>
  slots: FileSlot[]
}

/** What the pictures of a form are refused for before the post itself is looked at; undefined when they can be had. */
export function refusedPictures({ pictures, refused }: KeptPictures, say: Say): RefusedSheet | undefined {
  const long = longDescriptions(pictures)
  const unread = refused.some(({ refusal }) => refusal)
  if (long.length === 0 && !unread) return undefined
  return { ...sheet(refused, say), pictureFaults: new Map(long.map(({ id }) => [id, longDescription(say)])) }
}

/** What a post is refused for. Throws on what is no fault of its words. `limit` in characters. */
export function refusedPost(error: unknown, { refused }: KeptPictures, say: Say, limit: number): RefusedSheet {
  const faults = composerFaults(error, say, limit)
  if (!faults) throw error
  return { ...sheet(refused, say), faults }
}

/** A post whose moment cannot be had. `fault` is a locale key. */
export const refusedMoment = (fault: string, say: Say): RefusedSheet => ({ ...sheet([], say), faults: { ...noFaults, later: say(fault) } })

/** A post for later that waits no more: what is written is kept, and whether it is still wanted its author must say. */
export const goneMeanwhile = (say: Say): RefusedSheet => ({
  ...sheet([], say),
  faults: { ...noFaults, all: say('composer.fault_later_gone') },
})

/** An answer to a post that is gone by now. It comes back for nobody but the named, since its audience went with that post. */
export const orphaned = (say: Say): RefusedSheet => ({ ...sheet([], say), faults: { ...noFaults, all: say('composer.fault_answer_gone') } })

const sheet = (refused: KeptPictures['refused'], say: Say): RefusedSheet => ({
  faults: noFaults,
  pictureFaults: new Map(),
  slots: refused.map(({ alt, refusal }) => ({ alt, fault: refusal instanceof Refusal ? pictureFault(refusal, say) : '' })),
})
