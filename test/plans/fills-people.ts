import { A, accountId, accounts, at, conversationId, type Fill, type Json, listId, now, S, size, started, tagId } from './seed.ts'

/** Rows of pairs: each of `owners` has `each` others. */
const owner = (each: number) => `(i / ${each})`
const other = (each: number, factor = 37) => `((i / ${each} + 1 + (i % ${each}) * ${factor}) % ${accounts})`

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

/** What stands between people, what they keep and what they are told. */
export const peopleFills = (json: Json): Fill[] => [
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
  // Whoever reads most: 480 further follows.
  {
    table: 'follows',
    rows: 480,
    columns: { id: `(3613500000000000 + i)`, account_id: A('0'), target_id: A('i * 4 + 2'), ...started },
    where: `not exists (select 1 from follows f where f.account_id = ${accountId(0)} and f.target_id = ${A('i * 4 + 2')})`,
  },
]
