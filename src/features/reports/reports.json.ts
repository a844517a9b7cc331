import { iso } from '#base/clock.ts'
import { type AccountParts, accountJson } from '#features/accounts/accounts.json.ts'
import type { Site } from '#platform/site.ts'
import type { Report } from './reports.schema.ts'

/** Mastodon's Report, as its reporter sees it. Nothing is decided here yet, and nothing forwarded. */
export const reportJson = (site: Site, report: Report, target: AccountParts) => ({
  id: String(report.id),
  action_taken: false,
  action_taken_at: null,
  category: report.category,
  comment: report.comment,
  forwarded: false,
  created_at: iso(report.createdAt),
  status_ids: report.statusIds.map(String),
  rule_ids: report.ruleIds.map(String),
  collection_ids: [],
  target_account: accountJson(site, target),
})
