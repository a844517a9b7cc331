import { renderText } from '#base/html/render-text.ts'
import { parseText } from '#base/text/parse-text.ts'
import { iso, isoDate } from '#base/clock.ts'
import { notFound, unprocessable } from '#base/errors.ts'
import { readSetting } from '#features/settings/read-setting.ts'
import type { Site } from '#platform/site.ts'
import { extendedDescription, privacyPolicy, termsOfService } from './instance-settings.ts'
import { ownPolicy } from './own-policy.ts'

const html = ({ config }: Site, text: string) =>
  renderText(parseText(text), { accountUrl: () => undefined, tagUrl: (tag) => `${config.url}/tags/${encodeURIComponent(tag)}` })

/** Mastodon's ExtendedDescription; empty until somebody has written one. */
export async function showExtendedDescription(site: Site) {
  const kept = await readSetting(site, extendedDescription)
  return kept ? { updated_at: iso(kept.updatedAt), content: html(site, kept.text) } : { updated_at: null, content: '' }
}

/** Mastodon's PrivacyPolicy: the company's, or what the program itself does with personal data. */
export async function showPrivacyPolicy(site: Site) {
  const { text, updatedAt } = (await readSetting(site, privacyPolicy)) ?? ownPolicy
  return { updated_at: iso(updatedAt), content: html(site, text) }
}

/**
 * Mastodon's TermsOfService: those in force, or before the first are those to come, or the version of a day. Throws 404 when there are none,
 * 422 for what is no day.
 */
export async function showTerms(site: Site, day?: string) {
  if (day !== undefined && !isDay(day)) throw unprocessable('bad_date', 'The date is not valid')
  const all = (await readSetting(site, termsOfService)).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const today = isoDate(site.clock.now())
  const found = day === undefined ? (all.findLast((one) => one.from <= today) ?? all[0]) : all.find((one) => one.from === day)
  if (!found) throw notFound('terms of service')
  const next = all.find((one) => one.from > found.from)
  return { effective_date: found.from, effective: found.from <= today, content: html(site, found.text), succeeded_by: next?.from ?? null }
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
