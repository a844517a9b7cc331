-- labels
create table labels (
  id bigint primary key,
  name text not null unique,
  rank integer not null unique
);

-- holds
create table holds (
  id bigint primary key,
  kind text not null check (kind in ('hold', 'statutory')),
  subject text not null check (subject in ('all', 'person', 'account', 'status')),
  subject_id bigint,
  reason text not null,
  created_by bigint references pseudonyms (id),
  created_at bigint not null,
  released_at bigint,
  check ((subject = 'all') = (subject_id is null))
);
create index holds_subject on holds (subject, subject_id);

create table retirements (
  kind text not null,
  thing_id bigint not null,
  why text not null check (why in ('author', 'redraft', 'moderator', 'retention', 'account', 'remote', 'partnership', 'erasure')),
  who bigint references pseudonyms (id),
  at bigint not null,
  primary key (kind, thing_id)
);

create table sealed_copies (
  id bigint primary key,
  hold_id bigint not null references holds (id),
  kind text not null,
  thing_id bigint not null,
  person_id bigint,
  account_id bigint,
  status_id bigint,
  sealed text not null,
  retired_at bigint not null
);
create index sealed_copies_hold on sealed_copies (hold_id, id);
create index sealed_copies_thing on sealed_copies (kind, thing_id);

-- accounts
create table accounts (
  id bigint primary key,
  person_id bigint references people (id),
  username text not null,
  domain text,
  display_name text not null default '',
  note text not null default '',
  fields jsonb not null default '[]',
  locked boolean not null default false,
  bot boolean not null default false,
  discoverable boolean not null default true,
  indexable boolean not null default true,
  statuses_count integer not null default 0 check (statuses_count >= 0),
  followers_count integer not null default 0 check (followers_count >= 0),
  following_count integer not null default 0 check (following_count >= 0),
  last_status_at bigint,
  suspended_at bigint,
  created_at bigint not null
);
create unique index accounts_name on accounts (lower(username), coalesce(domain, ''));
create unique index accounts_person on accounts (person_id);

create table legacy_ids (
  kind text not null,
  foreign_id text not null,
  local_id bigint not null,
  primary key (kind, foreign_id)
);

-- The company account: id of 2026-01-01T00:00:00Z, as company-account.ts says. A start gives it the configured name.
insert into accounts (id, username, display_name, created_at) values (3619278028800000, 'company', 'Company', 1767225600000);

-- groups
create table groups (
  id bigint primary key,
  name text not null,
  slug text not null unique,
  closed boolean not null default false,
  created_at bigint not null
);

create table group_members (
  group_id bigint not null references groups (id) on delete cascade,
  account_id bigint not null references accounts (id) on delete cascade,
  role text not null default 'member' check (role in ('member', 'admin')),
  primary key (group_id, account_id)
);
create index group_members_account on group_members (account_id, group_id);

-- relationships
create table follows (
  id bigint primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  target_id bigint not null references accounts (id) on delete cascade,
  reblogs boolean not null default true,
  notify boolean not null default false,
  languages jsonb,
  created_at bigint not null,
  check (account_id <> target_id)
);
create unique index follows_pair on follows (account_id, target_id);
create index follows_target on follows (target_id, id);

create table follow_requests (
  id bigint primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  target_id bigint not null references accounts (id) on delete cascade,
  reblogs boolean not null default true,
  notify boolean not null default false,
  languages jsonb,
  created_at bigint not null,
  check (account_id <> target_id)
);
create unique index follow_requests_pair on follow_requests (account_id, target_id);
create index follow_requests_target on follow_requests (target_id, id);

create table blocks (
  id bigint primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  target_id bigint not null references accounts (id) on delete cascade,
  created_at bigint not null,
  check (account_id <> target_id)
);
create unique index blocks_pair on blocks (account_id, target_id);
create index blocks_target on blocks (target_id, account_id);

create table mutes (
  id bigint primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  target_id bigint not null references accounts (id) on delete cascade,
  hide_notifications boolean not null default true,
  until bigint,
  created_at bigint not null,
  check (account_id <> target_id)
);
create unique index mutes_pair on mutes (account_id, target_id);
create index mutes_target on mutes (target_id, account_id);
