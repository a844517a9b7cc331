-- statuses
create index statuses_public on statuses (id)
  where listed and boost_of_id is null and (reply_to_account_id is null or reply_to_account_id = account_id);

-- tags
create table tag_follows (
  id integer primary key,
  account_id integer not null references accounts (id) on delete cascade,
  tag_id integer not null references tags (id),
  created_at integer not null
) strict;
create unique index tag_follows_pair on tag_follows (account_id, tag_id);
create index tag_follows_account on tag_follows (account_id, id);
create index tag_follows_tag on tag_follows (tag_id);

-- lists
create table lists (
  id integer primary key,
  account_id integer not null references accounts (id) on delete cascade,
  title text not null check (length(title) <= 256),
  replies_policy text not null default 'list' check (replies_policy in ('list', 'followed', 'none')),
  exclusive integer not null default 0 check (exclusive in (0, 1)),
  created_at integer not null
) strict;
create index lists_account on lists (account_id, id);

create table list_accounts (
  list_id integer not null references lists (id) on delete cascade,
  account_id integer not null references accounts (id) on delete cascade,
  follow_id integer references follows (id) on delete cascade,
  primary key (list_id, account_id)
) strict, without rowid;
create index list_accounts_account on list_accounts (account_id, list_id);
create index list_accounts_follow on list_accounts (follow_id) where follow_id is not null;

-- filters
create table filters (
  id integer primary key,
  account_id integer not null references accounts (id) on delete cascade,
  title text not null check (length(title) <= 256),
  contexts text not null check (length(contexts) <= 100),
  action text not null default 'warn' check (action in ('warn', 'hide', 'blur')),
  expires_at integer,
  created_at integer not null
) strict;
create index filters_account on filters (account_id, id);

create table filter_keywords (
  id integer primary key,
  filter_id integer not null references filters (id) on delete cascade,
  keyword text not null check (length(keyword) <= 512),
  whole_word integer not null default 1 check (whole_word in (0, 1))
) strict;
create index filter_keywords_filter on filter_keywords (filter_id, id);

create table filter_statuses (
  id integer primary key,
  filter_id integer not null references filters (id) on delete cascade,
  status_id integer not null references statuses (id) on delete cascade
) strict;
create unique index filter_statuses_pair on filter_statuses (filter_id, status_id);
create index filter_statuses_status on filter_statuses (status_id);

-- search: the words themselves are not kept, only where they stand
create virtual table status_words using fts5 (
  words,
  content = '',
  contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M*'",
  prefix = '3 4'
);
insert into jobs (name, data, priority, run_at)
  select 'search.index-all', '{"above":0}', -1, 0 where exists (select 1 from statuses);
