import type { Table } from 'drizzle-orm'
import { getTableColumns } from '#db/drizzle.ts'
import type { Site } from '#platform/site.ts'
import * as schema from '../../src/schema.ts'
import { corpus } from './hostile.ts'

const hostile = corpus(4000)
const short = corpus(200)

/**
 * Every column whose text a page may show, and what is put into it past every check of the verbs. The words of a post as HTML are not here:
 * they are sanitised when they are written, so they are written.
 */
const shown: Readonly<Record<string, unknown>> = {
  'account_notes.comment': corpus(1900),
  'accounts.avatarDescription': corpus(1500),
  'accounts.displayName': hostile,
  'accounts.fields': [hostile, short].map((value) => ({ name: short, value, verifiedAt: null })),
  'accounts.headerDescription': corpus(1500),
  'accounts.note': hostile,
  'apps.name': corpus(60),
  'apps.website': `javascript:${short}`,
  'custom_emojis.category': hostile,
  'filter_keywords.keyword': corpus(500),
  'filters.title': corpus(256),
  'groups.name': short,
  'labels.name': hostile,
  'lists.title': corpus(256),
  'media.alt': corpus(1500),
  'people.department': hostile,
  'people.displayName': corpus(500),
  'people.email': hostile,
  'people.manager': hostile,
  'people.stateReason': hostile,
  'people.title': hostile,
  'polls.options': [hostile, short],
  'push_subscriptions.lastAnswer': hostile,
  'reports.comment': corpus(1000),
  'sessions.userAgent': corpus(400),
  'status_edits.pollOptions': [hostile, short],
  'status_edits.text': hostile,
  'status_edits.warning': hostile,
  'statuses.language': corpus(35),
  'statuses.text': hostile,
  'statuses.warning': hostile,
  'tags.display': short,
  'tokens.userAgent': corpus(400),
}

/** Columns with words in them that reach the page by a verb, which is how the test writes them. */
const written =
  'announcement_reactions.name media.name scheduled_statuses.wish settings.value status_edits.content status_edits.media statuses.content tags.name'

/** Columns that no page shows, or whose text is made by a machine, checked letter by letter, or one of a few words. */
const ofMachines = `
account_domain_blocks.domain accounts.avatarCapability accounts.avatarFile accounts.domain accounts.foundBy accounts.headerCapability
accounts.headerFile accounts.username apps.clientId apps.fingerprint apps.redirectUris apps.scopes archives.file audit.action audit.detail
audit.hash audit.prevHash audit.requestId audit.target audit_heads.hash conversations.participants custom_emojis.capability custom_emojis.file
custom_emojis.shortcode custom_emojis.still dead_jobs.data dead_jobs.error dead_jobs.key dead_jobs.name dead_jobs.stack events.data events.name
filters.contexts follow_requests.languages follows.languages grants.challenge grants.codeHash grants.redirectUri grants.scopes grants.userAgent
groups.slug holds.reason id_slots.holder idempotency_keys.name identities.claims identities.providerId identities.subject
jobs.data jobs.key jobs.name jobs.once key_checks.fingerprint key_checks.name legacy_ids.foreignId legacy_ids.kind loose_files.keptBy
loose_files.key media.blurhash media.capability media.focus media.formerStatusIds media.mime media.preview media.sha256 media.storageKey
notifications.groupKey paused_jobs.name people.locale people.look people.timeZone poll_ballots.choices polls.tallies posting_defaults.language
providers.clientId providers.id providers.issuer providers.name push_subscriptions.alerts push_subscriptions.auth push_subscriptions.endpoint
push_subscriptions.p256dh push_subscriptions.sealedToken reports.ruleIds reports.statusIds retirements.kind scheduled_statuses.repeat
sealed_copies.kind sealed_copies.sealed sessions.hash sessions.idToken sessions.sid settings.name signin_flows.browserHash
signin_flows.providerId signin_flows.sealed signin_flows.stateHash stream_positions.channel stream_positions.position tokens.hash tokens.prefix
tokens.scopes`

const nameOf = (table: Table) => (table as unknown as Record<symbol, string>)[Symbol.for('drizzle:Name')]!
const tables = Object.values(schema as Record<string, unknown>).filter(
  (value): value is Table => typeof value === 'object' && value !== null && Symbol.for('drizzle:IsDrizzleTable') in value,
)

/** All columns in which any text may stand, as `table.name`. */
export const freeColumns = (): string[] =>
  tables.flatMap((table) =>
    Object.entries(getTableColumns(table)).flatMap(([name, column]) =>
      ['string', 'json'].includes(column.dataType) && !column.enumValues?.length ? [`${nameOf(table)}.${name}`] : [],
    ),
  )

const words = (text: string) => text.trim().split(/\s+/)

/** What is said of columns here, each once. */
export const knownColumns = (): string[] => [...Object.keys(shown), ...words(written), ...words(ofMachines)]

/** Puts the corpus into every column that a page may show, of every row there is. */
export async function poison(site: Site): Promise<void> {
  for (const table of tables) {
    const own = Object.entries(shown).filter(([name]) => name.startsWith(`${nameOf(table)}.`))
    const values = Object.fromEntries(own.map(([name, value]) => [name.slice(name.indexOf('.') + 1), value]))
    if (own.length > 0) await site.store.tx(async (db) => void (await db.update(table as never).set(values as never)))
  }
}
