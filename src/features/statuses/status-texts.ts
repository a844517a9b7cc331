import { asciiJson } from '#base/pieces.ts'
import type { Db } from '#db/store.ts'
import { accountTexts, loadAccountTexts } from '#features/accounts/account-texts.ts'
import { Derived } from '#platform/cache/derived.ts'
import { onePerSite } from '#platform/one-per-site.ts'
import type { Site } from '#platform/site.ts'
import { accountChanged } from '#features/accounts/accounts.events.ts'
import { loadShared, type SharedParts, wordsOf } from './shared-parts.ts'
import type { Mention } from './mentions.queries.ts'
import { sharedJson } from './statuses.json.ts'
import { statusEdited, statusRetired, statusTouched } from './statuses.events.ts'

/** What of a status is the same for everybody, ready to be written. */
export interface StatusText extends Pick<SharedParts, 'poll'> {
  /** Another one each time that it is made: what was written beside this text holds with no other. */
  serial: number
  /** Its shared keys as JSON, without the closing brace. */
  text: string
  /** All that is said in it, for filters. */
  words: string
  status: Pick<SharedParts['status'], 'accountId' | 'replyToId' | 'boostOfId' | 'audience'>
}

/** Some 2 KB each. */
const most = { values: 8000, bytes: 8e6 }
const sizeOf = ({ text, words, poll }: StatusText) => text.length + 2 * words.length + (poll ? 1500 : 300)
/** Events that change no text of a post but that of the one they name. Any other that is not known empties the cache: an emoji that goes, a name. */
const harmless =
  /^(?:status\.created|notifications?\.|conversation\.|announcement\.|relationship\.|filters\.|list\.|marker\.|reader\.|token\.|session\.)/
const ofOne: ReadonlySet<string> = new Set([statusEdited.name, statusRetired.name, statusTouched.name, 'poll.voted', 'poll.closed'])

const textsOf = onePerSite((site) => {
  const fresh = new Derived<number, StatusText>(site.events, most, sizeOf)
  site.events.listen(({ name, data }) => {
    if (ofOne.has(name)) fresh.forget((data as { statusId: number }).statusId)
    else if (name === accountChanged.name || !harmless.test(name)) fresh.clear()
  })
  return fresh
})

/** The texts of a status and of its account. */
export interface TextPair {
  status: StatusText
  account: string
}

/** What is kept of a status and its account, if both are. Asked after `events.catchUp()`. */
export function keptTexts(site: Site, id: number): TextPair | undefined {
  const status = textsOf(site).get(id)
  const account = status && accountTexts(site).get(status.status.accountId)
  return status && account && { status, account: account.text }
}

/** The texts of these statuses and their accounts, given whom each names; what is not kept is made. */
export async function loadTexts(site: Site, db: Db, statuses: ReadonlyMap<number, readonly Mention[]>): Promise<Map<number, TextPair>> {
  const texts = new Map<number, StatusText>()
  const missing = new Map<number, readonly Mention[]>()
  for (const [id, mentions] of statuses) {
    const kept = textsOf(site).get(id)
    if (kept) texts.set(id, kept)
    else missing.set(id, mentions)
  }
  if (missing.size > 0)
    await textsOf(site).filling(async (keep) => {
      for (const [id, parts] of await loadShared(site, db, missing)) {
        const text = textOf(site, parts)
        texts.set(id, text)
        keep(id, text)
      }
    })
  const accounts = await loadAccountTexts(
    site,
    db,
    [...texts.values()].map((text) => text.status.accountId),
  )
  const pairs = new Map<number, TextPair>()
  for (const [id, status] of texts) {
    const account = accounts.get(status.status.accountId)
    if (account !== undefined) pairs.set(id, { status, account })
  }
  return pairs
}

let serial = 0

function textOf(site: Site, parts: SharedParts): StatusText {
  const { accountId, replyToId, boostOfId, audience } = parts.status
  return {
    serial: serial++,
    text: asciiJson(sharedJson(site, parts)).slice(0, -1),
    words: wordsOf(parts),
    poll: parts.poll,
    status: { accountId, replyToId, boostOfId, audience },
  }
}
