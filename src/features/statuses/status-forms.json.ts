import type { Site } from '#platform/site.ts'
import { type StatusParts, statusJson } from './statuses.json.ts'

/** What DELETE answers: the words as typed in place of the HTML, so that an app can offer them again as a draft. */
export function retiredJson(site: Site, parts: StatusParts) {
  const { content: _, ...rest } = statusJson(site, parts)
  return { ...rest, text: parts.status.text }
}

/** Mastodon's StatusSource: the words as they were typed. */
export const sourceJson = ({ status }: StatusParts) => ({ id: String(status.id), text: status.text, spoiler_text: status.warning })

/** Mastodon's Context. */
export const contextJson = (site: Site, around: Record<'ancestors' | 'descendants', readonly StatusParts[]>) => ({
  ancestors: around.ancestors.map((parts) => statusJson(site, parts)),
  descendants: around.descendants.map((parts) => statusJson(site, parts)),
})
