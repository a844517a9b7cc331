-- accounts
alter table accounts add column found_by text not null default '';
update accounts set found_by = lower(username || ' ' || display_name);
alter table accounts add column hide_collections integer not null default 0;
alter table accounts add column show_media integer not null default 1;
alter table accounts add column show_media_replies integer not null default 1;
alter table accounts add column show_featured integer not null default 1;

create table posting_defaults (
  account_id integer primary key references accounts (id) on delete cascade,
  audience text not null default 'everyone' check (audience in ('everyone', 'followers', 'named')),
  listed integer not null default 1,
  sensitive integer not null default 0,
  language text
) strict;

-- relationships
create index follows_account on follows (account_id, id);
create index blocks_account on blocks (account_id, id);
create index mutes_account on mutes (account_id, id);

create table account_notes (
  account_id integer not null references accounts (id) on delete cascade,
  target_id integer not null references accounts (id) on delete cascade,
  comment text not null check (length(comment) <= 2000),
  primary key (account_id, target_id)
) strict, without rowid;
create index account_notes_target on account_notes (target_id);

create table endorsements (
  id integer primary key,
  account_id integer not null references accounts (id) on delete cascade,
  target_id integer not null references accounts (id) on delete cascade,
  created_at integer not null,
  check (account_id <> target_id)
) strict;
create unique index endorsements_pair on endorsements (account_id, target_id);
create index endorsements_account on endorsements (account_id, id);
create index endorsements_target on endorsements (target_id);

create table account_domain_blocks (
  id integer primary key,
  account_id integer not null references accounts (id) on delete cascade,
  domain text not null,
  created_at integer not null
) strict;
create unique index account_domain_blocks_pair on account_domain_blocks (account_id, domain);
create index account_domain_blocks_account on account_domain_blocks (account_id, id);

-- markers
create table markers (
  account_id integer not null references accounts (id) on delete cascade,
  timeline text not null check (timeline in ('home', 'notifications')),
  last_read_id integer not null,
  version integer not null,
  updated_at integer not null,
  primary key (account_id, timeline)
) strict, without rowid;

-- profile
create table featured_tags (
  id integer primary key,
  account_id integer not null references accounts (id) on delete cascade,
  tag_id integer not null references tags (id),
  created_at integer not null
) strict;
create unique index featured_tags_pair on featured_tags (account_id, tag_id);
create index featured_tags_tag on featured_tags (tag_id);

-- suggestions
create table dismissed_suggestions (
  account_id integer not null references accounts (id) on delete cascade,
  target_id integer not null references accounts (id) on delete cascade,
  primary key (account_id, target_id)
) strict, without rowid;
create index dismissed_suggestions_target on dismissed_suggestions (target_id);
