import type { Role } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { type AccountParts, accountJson } from './accounts.json.ts'
import type { PostingDefaults } from './posting-defaults.queries.ts'
import { roleJson } from './role-json.ts'
import { wireVisibility } from './wire-visibility.ts'

export interface CredentialExtras {
  role: Role
  /** Waiting follow requests; the wire counts at most 40. */
  followRequests: number
  /** BCP 47 of the person, the language of posts unless they chose another. */
  locale: string
  defaults: PostingDefaults
}

/** Mastodon's CredentialAccount: the own account with `source` (raw texts and defaults) and `role`. */
export function credentialAccountJson(site: Site, parts: AccountParts, extras: CredentialExtras) {
  const { account } = parts
  const { defaults, locale } = extras
  return {
    ...accountJson(site, parts),
    source: {
      privacy: wireVisibility(defaults),
      sensitive: defaults.sensitive,
      language: defaults.language ?? locale,
      note: account.note,
      fields: account.fields.map((f) => ({ name: f.name, value: f.value, verified_at: null })),
      follow_requests_count: Math.min(extras.followRequests, 40),
      hide_collections: account.hideCollections,
      discoverable: account.discoverable,
      indexable: account.indexable,
      attribution_domains: [],
      quote_policy: 'nobody',
    },
    role: roleJson(extras.role),
  }
}
