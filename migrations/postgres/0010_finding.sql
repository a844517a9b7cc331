-- statuses
create index statuses_public on statuses (id)
  where listed and boost_of_id is null and (reply_to_account_id is null or reply_to_account_id = account_id);

-- tags
alter table tags alter column name type text collate "C";
create table tag_follows (
  id bigint primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  tag_id bigint not null references tags (id),
  created_at bigint not null
);
create unique index tag_follows_pair on tag_follows (account_id, tag_id);
create index tag_follows_account on tag_follows (account_id, id);
create index tag_follows_tag on tag_follows (tag_id);

-- lists
create table lists (
  id bigint primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  title text not null check (length(title) <= 256),
  replies_policy text not null default 'list' check (replies_policy in ('list', 'followed', 'none')),
  exclusive boolean not null default false,
  created_at bigint not null
);
create index lists_account on lists (account_id, id);

create table list_accounts (
  list_id bigint not null references lists (id) on delete cascade,
  account_id bigint not null references accounts (id) on delete cascade,
  follow_id bigint references follows (id) on delete cascade,
  primary key (list_id, account_id)
);
create index list_accounts_account on list_accounts (account_id, list_id);
create index list_accounts_follow on list_accounts (follow_id) where follow_id is not null;

-- filters
create table filters (
  id bigint primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  title text not null check (length(title) <= 256),
  contexts jsonb not null check (length(contexts::text) <= 100),
  action text not null default 'warn' check (action in ('warn', 'hide', 'blur')),
  expires_at bigint,
  created_at bigint not null
);
create index filters_account on filters (account_id, id);

create table filter_keywords (
  id bigint primary key,
  filter_id bigint not null references filters (id) on delete cascade,
  keyword text not null check (length(keyword) <= 512),
  whole_word boolean not null default true
);
create index filter_keywords_filter on filter_keywords (filter_id, id);

create table filter_statuses (
  id bigint primary key,
  filter_id bigint not null references filters (id) on delete cascade,
  status_id bigint not null references statuses (id) on delete cascade
);
create unique index filter_statuses_pair on filter_statuses (filter_id, status_id);
create index filter_statuses_status on filter_statuses (status_id);

-- search: the words themselves are not kept, only where they stand
create table status_words (id bigint primary key, words tsvector not null);
create index status_words_words on status_words using gin (words);
insert into jobs (name, data, priority, run_at)
  select 'search.index-all', '{"above":0}'::jsonb, -1, 0 where exists (select 1 from statuses);
