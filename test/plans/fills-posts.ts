import { A, accounts, at, type Fill, hex, type Json, mixed, now, S, size, started, tagId, talk } from './seed.ts'

const kind = 'i % 20'
const boost = 'i % 10 = 7'
const reply = 'i % 4 = 1'

/** Those who post, their posts and all that hangs on these. */
export const postFills = (json: Json): Fill[] => [
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
  {
    table: 'polls',
    rows: 6000,
    columns: {
      id: '(3616500000000000 + i)',
      status_id: S('i * 8 + 1'),
      options: json('["yes","no"]'),
      tallies: json('[0,0]'),
      multiple: 'false',
      hide_totals: 'false',
      ends_at: `${now} + i`,
    },
    where: '(i * 8 + 1) % 10 <> 7',
  },
  {
    table: 'poll_ballots',
    rows: 10_000,
    columns: { poll_id: '(3616500000000000 + i / 2)', account_id: A('i % 2000'), choices: json('[0]') },
    where: '(i / 2 * 8 + 1) % 10 <> 7',
  },
]
