-- labels
create table labels (
  id integer primary key,
  name text not null unique,
  rank integer not null unique
) strict;

-- holds
create table holds (
  id integer primary key,
  kind text not null check (kind in ('hold', 'statutory')),
  subject text not null check (subject in ('all', 'person', 'account', 'status')),
  subject_id integer,
  reason text not null,
  created_by integer references pseudonyms (id),
  created_at integer not null,
  released_at integer,
  check ((subject = 'all') = (subject_id is null))
) strict;
create index holds_subject on holds (subject, subject_id);

create table retirements (
  kind text not null,
  thing_id integer not null,
  why text not null check (why in ('author', 'redraft', 'moderator', 'retention', 'account', 'remote', 'partnership', 'erasure')),
  who integer references pseudonyms (id),
  at integer not null,
  primary key (kind, thing_id)
) strict, without rowid;

create table sealed_copies (
  id integer primary key,
  hold_id integer not null references holds (id),
  kind text not null,
  thing_id integer not null,
  person_id integer,
  account_id integer,
  status_id integer,
  sealed text not null,
  retired_at integer not null
) strict;
create index sealed_copies_hold on sealed_copies (hold_id, id);
create index sealed_copies_thing on sealed_copies (kind, thing_id);

-- accounts
create table accounts (
  id integer primary key,
  person_id integer references people (id),
  username text not null,
  domain text,
  display_name text not null default '',
  note text not null default '',
  fields text not null default '[]',
  locked integer not null default 0,
  bot integer not null default 0,
  discoverable integer not null default 1,
  indexable integer not null default 1,
  statuses_count integer not null default 0 check (statuses_count >= 0),
  followers_count integer not null default 0 check (followers_count >= 0),
  following_count integer not null default 0 check (following_count >= 0),
  last_status_at integer,
  suspended_at integer,
  created_at integer not null
) strict;
create unique index accounts_name on accounts (lower(username), coalesce(domain, ''));
create unique index accounts_person on accounts (person_id);

create table legacy_ids (
  kind text not null,
  foreign_id text not null,
  local_id integer not null,
  primary key (kind, foreign_id)
) strict, without rowid;

-- The company account: id of 2026-01-01T00:00:00Z, as company-account.ts says. A start gives it the configured name.
insert into accounts (id, username, display_name, created_at) values (3619278028800000, 'company', 'Company', 1767225600000);

-- groups
create table groups (
  id integer primary key,
  name text not null,
  slug text not null unique,
  closed integer not null default 0,
  created_at integer not null
) strict;

create table group_members (
  group_id integer not null references groups (id) on delete cascade,
  account_id integer not null references accounts (id) on delete cascade,
  role text not null default 'member' check (role in ('member', 'admin')),
  primary key (group_id, account_id)
) strict, without rowid;
create index group_members_account on group_members (account_id, group_id);

-- relationships
create table follows (
  id integer primary key,
  account_id integer not null references accounts (id) on delete cascade,
  target_id integer not null references accounts (id) on delete cascade,
  reblogs integer not null default 1,
  notify integer not null default 0,
  languages text,
  created_at integer not null,
  check (account_id <> target_id)
) strict;
create unique index follows_pair on follows (account_id, target_id);
create index follows_target on follows (target_id, id);

create table follow_requests (
  id integer primary key,
  account_id integer not null references accounts (id) on delete cascade,
  target_id integer not null references accounts (id) on delete cascade,
  reblogs integer not null default 1,
  notify integer not null default 0,
  languages text,
  created_at integer not null,
  check (account_id <> target_id)
) strict;
create unique index follow_requests_pair on follow_requests (account_id, target_id);
create index follow_requests_target on follow_requests (target_id, id);

create table blocks (
  id integer primary key,
  account_id integer not null references accounts (id) on delete cascade,
  target_id integer not null references accounts (id) on delete cascade,
  created_at integer not null,
  check (account_id <> target_id)
) strict;
create unique index blocks_pair on blocks (account_id, target_id);
create index blocks_target on blocks (target_id, account_id);

create table mutes (
  id integer primary key,
  account_id integer not null references accounts (id) on delete cascade,
  target_id integer not null references accounts (id) on delete cascade,
  hide_notifications integer not null default 1,
  until integer,
  created_at integer not null,
  check (account_id <> target_id)
) strict;
create unique index mutes_pair on mutes (account_id, target_id);
create index mutes_target on mutes (target_id, account_id);
