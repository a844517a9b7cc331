import { judgeForMany } from '#features/statuses/judge-for-many.ts'
import { loadBareParts } from '#features/statuses/parts-for-many.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'
import { canList, canSee } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import { linkedIds, loadAnnouncements, loadReaction, sharedAnnouncementJson } from './announcements.json.ts'
import { announcementById } from './announcements.queries.ts'

/** Nobody's account: what is loaded for it is the same for everybody. */
const nobody = { accountId: 0 }

/**
 * What streams tell each of these accounts of an announcement that is published or changed, as JSON; whoever may not see it is absent, all
 * are when it is not shown any more. It is loaded once; what it links to goes through the policy for each (SEC:V14).
 */
export async function heardAnnouncement(site: Site, accountIds: readonly number[], id: number): Promise<Map<number, string>> {
  const db = site.store.read
  const row = await announcementById(db, id)
  if (!row || (row.shownUntil !== null && row.shownUntil <= site.clock.now())) return new Map()
  const [bare] = await loadAnnouncements(site, nobody, [row])
  if (!bare) return new Map()
  const linked: { parts: StatusParts; seenBy: ReadonlySet<number> }[] = []
  for (const linkedId of new Set(linkedIds(site, bare.post.status.text))) {
    const parts = await loadBareParts(site, db, linkedId)
    if (!parts) continue
    const judged = await judgeForMany(site, db, accountIds, linkedId)
    const may = [...judged].filter(([accountId, { status, facts }]) => canList({ accountId }, status, facts))
    linked.push({ parts, seenBy: new Set(may.map(([accountId]) => accountId)) })
  }
  const texts = new Map<string, string>()
  const found = new Map<number, string>()
  for (const [accountId, { status, facts }] of await judgeForMany(site, db, accountIds, id)) {
    if (!canSee({ accountId }, status, facts)) continue
    const links = linked.filter(({ seenBy }) => seenBy.has(accountId)).map(({ parts }) => parts)
    const key = links.map((parts) => parts.status.id).join()
    const text = texts.get(key) ?? JSON.stringify(sharedAnnouncementJson(site, { ...bare, linked: links }))
    texts.set(key, text)
    found.set(accountId, text)
  }
  return found
}

/** What streams tell of a reaction (StreamingAnnouncementReaction): how many there are now, 0 = nobody is left. */
export const heardReaction = async (site: Site, id: number, name: string) => ({
  ...(await loadReaction(site, id, name)),
  announcement_id: String(id),
})
