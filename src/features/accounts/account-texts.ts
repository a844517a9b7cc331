import { asciiJson } from '#base/pieces.ts'
import type { Db } from '#db/store.ts'
import { onePerSite } from '#platform/one-per-site.ts'
import type { Site } from '#platform/site.ts'
import { Derived } from '#platform/cache/derived.ts'
import { accountJson, loadAccounts } from './accounts.json.ts'

/** Mastodon's Account of somebody, as JSON text. */
interface AccountText {
  text: string
}

const most = { values: 5000, bytes: 5e6 }
/** Events that change no account but those that they name. Any other empties the cache: it may concern every face, such as an emoji that goes. */
const ofSome =
  /^(?:account|status|pins|poll|notification|notifications|conversation|announcement|relationship|filters|list|marker|reader|token|session)\./

/** Accounts as they are written in answers, by id: they depend on no viewer. Asked after `events.catchUp()`. */
export const accountTexts = onePerSite((site) => {
  const fresh = new Derived<number, AccountText>(site.events, most, ({ text }) => text.length + 100)
  site.events.listen(({ name, data }) => {
    if (!ofSome.test(name)) return fresh.clear()
    // Whoever does something is named, and so is the other one: counters of both may have moved.
    const { accountId, targetId } = data as { accountId?: number; targetId?: number }
    if (accountId !== undefined) fresh.forget(accountId)
    if (targetId !== undefined) fresh.forget(targetId)
  })
  return fresh
})

/** Mastodon's Account of each of these as JSON text; what is not kept is made. One query at most, and one more where words name emoji. */
export async function loadAccountTexts(site: Site, db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  const kept = accountTexts(site)
  const texts = new Map<number, string>()
  const missing = new Set<number>()
  for (const id of ids) {
    const text = kept.get(id)?.text
    if (text === undefined) missing.add(id)
    else texts.set(id, text)
  }
  if (missing.size > 0)
    await kept.filling(async (keep) => {
      for (const [id, parts] of await loadAccounts(db, [...missing])) {
        const text = asciiJson(accountJson(site, parts))
        texts.set(id, text)
        keep(id, { text })
      }
    })
  return texts
}
