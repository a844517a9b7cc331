create table statuses (
  id bigint primary key,
  account_id bigint not null references accounts (id),
  audience text not null check (audience in ('everyone', 'followers', 'named', 'group')),
  followers_of_id bigint references accounts (id),
  group_id bigint references groups (id),
  listed boolean not null,
  label_id bigint references labels (id),
  local_only boolean not null default false,
  text text not null check (length(text) <= 200000),
  content text not null,
  warning text not null default '' check (length(warning) <= 200000),
  sensitive boolean not null default false,
  language text check (length(language) <= 35),
  reply_to_id bigint references statuses (id) on delete set null,
  reply_to_account_id bigint,
  thread_id bigint not null,
  reply_counted boolean not null default false,
  boost_of_id bigint references statuses (id),
  edited_at bigint,
  created_at bigint not null,
  replies_count integer not null default 0 check (replies_count >= 0),
  boosts_count integer not null default 0 check (boosts_count >= 0),
  favourites_count integer not null default 0 check (favourites_count >= 0),
  app_id bigint,
  check ((audience = 'followers') = (followers_of_id is not null)),
  check ((audience = 'group') = (group_id is not null)),
  check (not listed or audience = 'everyone')
);
create index statuses_account on statuses (account_id, id);
create index statuses_reply on statuses (reply_to_id) where reply_to_id is not null;
create index statuses_thread on statuses (thread_id, id);
create unique index statuses_boost on statuses (boost_of_id, account_id) where boost_of_id is not null;
create index statuses_front on statuses (id) where audience = 'everyone' and listed and thread_id = id and boost_of_id is null;

create table status_mentions (
  status_id bigint not null references statuses (id) on delete cascade,
  account_id bigint not null references accounts (id) on delete cascade,
  silent boolean not null default false,
  primary key (status_id, account_id)
);
create index status_mentions_account on status_mentions (account_id, status_id);

create table tags (
  id bigint primary key,
  name text not null unique check (length(name) <= 500),
  display text not null check (length(display) <= 500)
);

create table status_tags (
  status_id bigint not null references statuses (id) on delete cascade,
  tag_id bigint not null references tags (id),
  primary key (status_id, tag_id)
);
create index status_tags_tag on status_tags (tag_id, status_id);

create table status_edits (
  id bigint primary key,
  status_id bigint not null references statuses (id) on delete cascade,
  text text not null,
  content text not null,
  warning text not null,
  sensitive boolean not null,
  created_at bigint not null
);
create index status_edits_status on status_edits (status_id, id);

create table idempotency_keys (
  holder text not null,
  key text not null check (length(key) = 64),
  status_id bigint not null,
  created_at bigint not null,
  primary key (holder, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

create table media (
  id bigint primary key,
  account_id bigint not null references accounts (id),
  status_id bigint references statuses (id) on delete set null,
  kind text not null check (kind in ('image', 'gifv', 'video', 'audio', 'unknown')),
  capability text not null check (length(capability) = 32),
  name text not null,
  storage_key text not null,
  sha256 text not null check (length(sha256) = 64),
  size integer not null,
  mime text not null,
  width integer,
  height integer,
  focus jsonb,
  alt text,
  blurhash text,
  position integer not null default 0,
  created_at bigint not null
);
create unique index media_capability on media (capability);
create index media_status on media (status_id, position);
create index media_account on media (account_id, id);

create table notifications (
  id bigint primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  type text not null,
  from_account_id bigint not null references accounts (id) on delete cascade,
  status_id bigint references statuses (id) on delete cascade,
  created_at bigint not null
);
create unique index notifications_cause on notifications (account_id, type, from_account_id, status_id);
create index notifications_account on notifications (account_id, id);
create index notifications_status on notifications (status_id);
create index notifications_from on notifications (from_account_id);
