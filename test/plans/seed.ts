import type { Viewer } from '#base/viewer.ts'
import { testStart } from '../site.ts'

/** So many posts, and of everything else in proportion. */
export const size = 50_000
const accounts = 2000
const minute = 60_000
const step = minute * 2048

/** Ids of the seed's things by their number; the newest post is an hour old. */
export const accountId = (i: number): number => 3_620_000_000_000_000 + i * 4096
export const personId = (i: number): number => accountId(i) + 1
const oldest = (testStart - 3_600_000) * 2048 - size * step
export const statusId = (i: number): number => oldest + i * step
export const tagId = (i: number): number => 3_610_000_000_000_000 + i
export const listId = (i: number): number => 3_611_000_000_000_000 + i
export const conversationId = (i: number): number => 3_612_000_000_000_000 + i
/** A post with many answers, likes and boosts. */
export const talk = statusId(40_002)

/** The seed's person of this number. 0 follows 500, 1 follows three; all others follow twenty. */
export const viewer = (i: number): Viewer => ({
  personId: personId(i),
  accountId: accountId(i),
  role: 'user',
  locale: 'en',
  timeZone: 'UTC',
})

/** Columns of a table as SQL over `i`, the number of the row. */
interface Fill {
  table: string
  rows: number
  columns: Record<string, string>
  where?: string
}

const A = (n: string) => `(${accountId(0)} + (${n}) * 4096)`
const S = (n: string) => `(${oldest} + (${n}) * ${step})`
const at = (n: string) => `(${testStart - 3_600_000 - size * minute} + (${n}) * ${minute})`
const now = String(testStart)
/** Hex of a length, told apart by its number and a letter. */
const hex = (length: number, letter: string) => `'${letter.repeat(length - 7)}' || cast(1000000 + i as text)`
/** A number below `most` that jumps about. */
const mixed = (most: number, factor = 7919) => `(i * ${factor} % ${most})`
/** Rows of pairs: each of `owners` has `each` others. */
const owner = (each: number) => `(i / ${each})`
const other = (each: number, factor = 37) => `((i / ${each} + 1 + (i % ${each}) * ${factor}) % ${accounts})`

/** All that is put in, in an order that the foreign keys allow. `json` writes a JSON literal. */
export const fills = (json: (text: string) => string): Fill[] => {
  const kind = 'i % 20'
  const boost = 'i % 10 = 7'
  const reply = 'i % 4 = 1'
  const started = { created_at: now }
  const pair = (table: string, each: number, owners: number, more: Record<string, string> = {}): Fill => ({
    table,
    rows: owners * each,
    columns: { id: `(3613000000000000 + i)`, account_id: A(owner(each)), target_id: A(other(each)), ...started, ...more },
  })
  const mark = (table: string, each: number, owners: number): Fill => ({
    table,
    rows: owners * each,
    columns: { id: `(3614000000000000 + i)`, account_id: A(owner(each)), status_id: S(`(i % ${each}) * 97 + ${owner(each)}`), ...started },
    where: `(((i % ${each}) * 97 + ${owner(each)}) % 10) <> 7`,
  })
  return [
    {
      table: 'people',
      rows: accounts,
      columns: {
        id: `${A('i')} + 1`,
        source: `'directory'`,
        display_name: `'Person ' || i`,
        locale: `'en'`,
        time_zone: `'UTC'`,
        ...started,
      },
    },
    {
      table: 'accounts',
      rows: accounts,
      columns: {
        id: A('i'),
        person_id: `${A('i')} + 1`,
        username: `'person' || i`,
        display_name: `'Person ' || i`,
        statuses_count: '100',
        followers_count: '100',
        following_count: '100',
        found_by: `'person' || i || ' person ' || i`,
        ...started,
      },
    },
    {
      table: 'statuses',
      rows: size,
      columns: {
        id: S('i'),
        account_id: A(mixed(accounts)),
        audience: `case when ${boost} then 'everyone' when ${kind} = 3 then 'followers' when ${kind} = 4 then 'named' else 'everyone' end`,
        followers_of_id: `case when ${kind} = 3 then ${A(mixed(accounts))} end`,
        listed: `(${kind} not in (3, 4, 5))`,
        text: `case when ${boost} then '' else 'post ' || i || ', long enough to fill a row as people fill it' end`,
        content: `case when ${boost} then '' else '<p>post ' || i || ', long enough to fill a row as people fill it</p>' end`,
        reply_to_id: `case when ${reply} and i > 49500 and i % 10 <> 7 then ${talk} when ${reply} and i % 10 <> 7 and i > 20 then ${S('i - 11')} end`,
        reply_to_account_id: `case when ${reply} and i > 20 and i % 10 <> 7 then ${A('(i + 5) % 2000')} end`,
        thread_id: `case when ${reply} and i > 49500 and i % 10 <> 7 then ${talk} when ${reply} and i > 20 and i % 10 <> 7 then ${S('i - 11')} else ${S('i')} end`,
        boost_of_id: `case when ${boost} and i > 48000 then ${talk} when ${boost} then ${S('i - 7')} end`,
        replies_count: '100',
        boosts_count: '100',
        favourites_count: '100',
        created_at: at('i'),
      },
    },
    {
      table: 'status_mentions',
      rows: 20_000,
      columns: { status_id: S('i * 2'), account_id: A('case when i % 50 = 0 then 0 else i % 1999 + 1 end') },
      where: `(i * 2) % 10 <> 7`,
    },
    { table: 'tags', rows: 500, columns: { id: `(${tagId(0)} + i)`, name: `'tag' || i`, display: `'Tag' || i` } },
    {
      table: 'status_tags',
      rows: 40_000,
      columns: { status_id: S('i'), tag_id: `(${tagId(0)} + case when i % 3 = 0 then 1 else i % 500 end)` },
      where: `i % 10 <> 7`,
    },
    {
      table: 'media',
      rows: 12_000,
      columns: {
        id: `(3615000000000000 + i)`,
        account_id: A(mixed(accounts)),
        status_id: `case when i % 40 = 39 then null else ${S('i * 4')} end`,
        kind: `'image'`,
        capability: hex(32, 'c'),
        name: `'x.png'`,
        storage_key: hex(32, 'k'),
        sha256: hex(64, 's'),
        size: '1',
        mime: `'image/png'`,
        loose_since: `case when i % 40 = 39 then ${now} - 1000 end`,
        former_status_ids: json('[]'),
        ...started,
      },
      where: `(i * 4) % 10 <> 7`,
    },
    {
      table: 'status_edits',
      rows: 5000,
      columns: {
        id: `(3616000000000000 + i)`,
        status_id: S('(i / 5) * 10'),
        text: `'before'`,
        content: `'before'`,
        warning: `''`,
        sensitive: 'false',
        media: json('[]'),
        ...started,
      },
    },
    { ...pair('follows', 20, accounts, { notify: 'i % 50 = 0' }), where: `i / 20 < ${accounts - 5} or i % 20 < 3` },
    pair('follow_requests', 6, 1000),
    pair('blocks', 6, 1000),
    pair('mutes', 6, 1000),
    pair('endorsements', 6, 1000),
    {
      table: 'account_domain_blocks',
      rows: 2000,
      columns: { id: `(3617000000000000 + i)`, account_id: A('i / 10'), domain: `'partner' || i || '.example'`, ...started },
    },
    mark('favourites', 25, accounts),
    mark('bookmarks', 5, accounts),
    mark('pins', 5, 1200),
    {
      table: 'thread_mutes',
      rows: 1000,
      columns: { account_id: A('i'), thread_id: S('i * 3'), ...started },
    },
    {
      table: 'notifications',
      rows: size,
      columns: {
        id: `(3618000000000000 + i * 2048)`,
        account_id: A('case when i % 200 = 0 then 0 else i % 2000 end'),
        type: `case when i % 3 = 0 then 'favourite' when i % 3 = 1 then 'mention' else 'reblog' end`,
        from_account_id: A('(i + 1) % 2000'),
        status_id: S('i - i % 10'),
        filtered: 'i % 30 = 1',
        group_key: `case when i % 3 = 1 then null else 'favourite-' || (i / 50) || '-1' end`,
        created_at: at('i'),
      },
    },
    {
      table: 'notification_requests',
      rows: 3000,
      columns: {
        id: `(3619000000000000 + i)`,
        account_id: A('i / 50'),
        from_account_id: A('(i / 50 + 1 + i % 50) % 2000'),
        updated_at: now,
        ...started,
      },
    },
    {
      table: 'conversations',
      rows: 4000,
      columns: {
        id: `(${conversationId(0)} + i)`,
        account_id: A('i / 20'),
        thread_id: S('i * 10'),
        participants: `cast(${A('i % 2000')} as text)`,
        unread: 'i % 2 = 0',
      },
    },
    {
      table: 'conversation_statuses',
      rows: 12_000,
      columns: { conversation_id: `(${conversationId(0)} + i / 3)`, account_id: A('i / 60'), status_id: S('(i / 3) * 10 + i % 3') },
    },
    {
      table: 'lists',
      rows: 1000,
      columns: { id: `(${listId(0)} + i)`, account_id: A('i / 5'), title: `'List'`, ...started },
    },
    {
      table: 'list_accounts',
      rows: 10_000,
      columns: { list_id: `(${listId(0)} + i / 10)`, account_id: A('(i / 50 + 1 + i % 10 * 37) % 2000') },
    },
    {
      table: 'filters',
      rows: 2000,
      columns: { id: `(3611500000000000 + i)`, account_id: A('i / 4'), title: `'Filter'`, contexts: json('["home"]'), ...started },
    },
    {
      table: 'filter_keywords',
      rows: 6000,
      columns: { id: `(3611600000000000 + i)`, filter_id: `(3611500000000000 + i / 3)`, keyword: `'word' || i` },
    },
    {
      table: 'filter_statuses',
      rows: 4000,
      columns: { id: `(3611700000000000 + i)`, filter_id: `(3611500000000000 + i / 2)`, status_id: S('i * 10') },
    },
    {
      table: 'tag_follows',
      rows: 6000,
      columns: { id: `(3611800000000000 + i)`, account_id: A('i / 30'), tag_id: `(${tagId(0)} + i % 30 * 7)`, ...started },
    },
    {
      table: 'markers',
      rows: 2000,
      columns: { account_id: A('i'), timeline: `'notifications'`, last_read_id: '0', version: '1', updated_at: now },
    },
    {
      table: 'apps',
      rows: 500,
      columns: {
        id: `(3611900000000000 + i)`,
        client_id: hex(32, 'a'),
        name: `'App ' || i`,
        redirect_uris: json('[]'),
        scopes: json('["read"]'),
        fingerprint: hex(64, 'f'),
        ...started,
      },
    },
    {
      table: 'tokens',
      rows: 6000,
      columns: {
        id: `(3611910000000000 + i)`,
        hash: hex(64, 't'),
        prefix: `'abcdef'`,
        app_id: `(3611900000000000 + i % 500)`,
        person_id: `${A('i % 2000')} + 1`,
        account_id: A('i % 2000'),
        session_id: `(3611930000000000 + i)`,
        scopes: json('["read"]'),
        seen_at: now,
        ...started,
      },
    },
    {
      table: 'sessions',
      rows: 6000,
      columns: {
        id: `(3611930000000000 + i)`,
        hash: hex(64, 'h'),
        person_id: `${A('i % 2000')} + 1`,
        user_agent: `'browser'`,
        seen_at: now,
        expires_at: `${now} + 86400000`,
        ...started,
      },
    },
    {
      table: 'jobs',
      rows: 5000,
      columns: {
        name: `'notifications.mentions'`,
        data: json('{}'),
        run_at: `${now} + (i - 100) * 1000`,
        key: `case when i % 2 = 0 then 'key' || i end`,
      },
    },
    {
      table: 'dead_jobs',
      rows: 6000,
      columns: {
        id: '(1000000 + i)',
        name: `'notifications.mentions'`,
        data: json('{}'),
        attempts: '10',
        error: `'Error'`,
        died_at: `${now} - i * 110000`,
      },
    },
    { table: 'pseudonyms', rows: accounts, columns: { id: `(3611950000000000 + i)`, person_id: `${A('i')} + 1`, ...started } },
    {
      table: 'grants',
      rows: 6000,
      columns: {
        id: `(3611960000000000 + i)`,
        code_hash: hex(64, 'g'),
        app_id: `(3611900000000000 + i % 500)`,
        person_id: `${A('i % 2000')} + 1`,
        account_id: A('i % 2000'),
        scopes: json('["read"]'),
        redirect_uri: `'urn:ietf:wg:oauth:2.0:oob'`,
        expires_at: `${now} - i * 16000`,
        ...started,
      },
    },
    { table: 'events', rows: 20_000, columns: { name: `'status.created'`, data: json('{}'), at: `${now} - 600000 + i` } },
    {
      table: 'idempotency_keys',
      rows: 5000,
      columns: { holder: `'token:' || i`, key: hex(64, 'i'), status_id: S('i'), created_at: `${now} - i` },
    },
    // Whoever reads most: 480 further follows.
    {
      table: 'follows',
      rows: 480,
      columns: { id: `(3613500000000000 + i)`, account_id: A('0'), target_id: A('i * 4 + 2'), ...started },
      where: `not exists (select 1 from follows f where f.account_id = ${accountId(0)} and f.target_id = ${A('i * 4 + 2')})`,
    },
  ]
}

/** One row's worth of SQL for both engines. */
export const insertSql = ({ table, rows, columns, where = 'true' }: Fill): string => `
  with recursive n (i) as (select cast(0 as bigint) union all select i + 1 from n where i + 1 < ${rows})
  insert into ${table} (${Object.keys(columns).join(', ')})
  select ${Object.values(columns).join(', ')} from n where ${where}`
