import { type AccountParts, accountJson } from '#features/accounts/accounts.json.ts'
import { coverUrl } from '#features/accounts/addresses.ts'
import { fallbackLocale } from '#platform/words/words.ts'
import type { Site } from '#platform/site.ts'
import { type HouseRule, rulesJson } from './house-rules.ts'
import type { Usage } from './instance.queries.ts'
import { descriptionLimit, mediaLimits, pollLimits, profileLimits, statusLimits } from './limits.ts'
import { vapidKeys } from './vapid.ts'
import { instanceVersion } from './version.ts'

/** What both forms of the instance are made of. */
export interface InstanceParts {
  description: string
  email: string
  rules: readonly HouseRule[]
  maxCharacters: number
  /** There are terms of use. */
  terms: boolean
  usage: Usage
  /** The company account. */
  contact: AccountParts | undefined
}

/**
 * The newest level of Mastodon's API of which everything up to it is here: 2 grouped notifications, 3 PKCE, 4 pushes by RFC 8291, 5 filters that blur, 6
 * featured accounts. 7 would be quotes. Apps switch their screens by it (Mastodon for Android, Phanpy).
 */
const apiLevel = 6

const signedIn = { local: 'authenticated', remote: 'authenticated' }
/** Mastodon's "primary languages of the website": those of our pages, the one that stands in for all others first, since apps take the first. */
const languagesOf = ({ words: { locales } }: Site) => [fallbackLocale, ...locales.filter((locale) => locale !== fallbackLocale)]

const streamingUrl = (url: string) => url.replace(/^http/, 'ws')

/** Mastodon's Instance, GET /api/v2/instance: whole objects of ints (iOS fails on half-filled ones), no timeline open to strangers (SEC:V23). */
export function instanceJson(site: Site, parts: InstanceParts) {
  const { url, host, instance } = site.config
  return {
    domain: host,
    title: instance.name,
    version: instanceVersion,
    source_url: `${url}/about`,
    description: parts.description,
    usage: { users: { active_month: parts.usage.active } },
    thumbnail: { url: coverUrl(url), description: null },
    icon: [],
    languages: languagesOf(site),
    configuration: {
      urls: {
        streaming: streamingUrl(url),
        status: null,
        about: `${url}/about`,
        privacy_policy: `${url}/about#privacy`,
        terms_of_service: parts.terms ? `${url}/about#terms` : null,
      },
      vapid: { public_key: vapidKeys(site.secrets).publicKey },
      accounts: profileLimits,
      statuses: { max_characters: parts.maxCharacters, ...statusLimits },
      media_attachments: { description_limit: descriptionLimit, ...mediaLimits },
      polls: pollLimits,
      translation: { enabled: false },
      timelines_access: { live_feeds: signedIn, hashtag_feeds: signedIn, trending_link_feeds: signedIn },
      limited_federation: true,
    },
    registrations: { enabled: false, approval_required: false, reason_required: false, message: null, min_age: null, url: null },
    api_versions: { mastodon: apiLevel },
    wrapstodon: null,
    contact: { email: parts.email, account: parts.contact ? accountJson(site, parts.contact) : null },
    rules: rulesJson(parts.rules),
  }
}

/** Mastodon's V1_Instance, GET /api/v1/instance, which iOS asks first: `urls.streaming_api`, counts and `email` must be there. */
export function oldInstanceJson(site: Site, parts: InstanceParts) {
  const { url, host, instance } = site.config
  return {
    uri: host,
    title: instance.name,
    short_description: parts.description,
    description: parts.description,
    email: parts.email,
    version: instanceVersion,
    urls: { streaming_api: streamingUrl(url) },
    stats: { user_count: parts.usage.people, status_count: parts.usage.statuses, domain_count: 0 },
    thumbnail: coverUrl(url),
    languages: languagesOf(site),
    registrations: false,
    approval_required: false,
    invites_enabled: false,
    configuration: {
      accounts: { max_featured_tags: profileLimits.max_featured_tags },
      statuses: { max_characters: parts.maxCharacters, ...statusLimits },
      media_attachments: mediaLimits,
      polls: pollLimits,
    },
    contact_account: parts.contact ? accountJson(site, parts.contact) : null,
    rules: rulesJson(parts.rules),
  }
}
