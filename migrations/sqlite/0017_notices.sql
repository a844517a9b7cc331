-- announcements
create table announcements (
  id integer primary key references statuses (id) on delete cascade,
  starts_at integer,
  ends_at integer,
  all_day integer not null,
  shown_until integer
) strict;
create index announcements_shown on announcements (shown_until);

create table announcement_reactions (
  announcement_id integer not null references announcements (id) on delete cascade,
  name text not null,
  account_id integer not null references accounts (id) on delete cascade,
  created_at integer not null,
  primary key (announcement_id, name, account_id)
) strict, without rowid;
create index announcement_reactions_account on announcement_reactions (account_id);

create table announcement_dismissals (
  account_id integer not null references accounts (id) on delete cascade,
  announcement_id integer not null references announcements (id) on delete cascade,
  primary key (account_id, announcement_id)
) strict, without rowid;
create index announcement_dismissals_announcement on announcement_dismissals (announcement_id);

-- emojis
create table custom_emojis (
  id integer primary key,
  shortcode text not null,
  category text,
  capability text not null,
  file text not null,
  still text not null,
  created_at integer not null
) strict;
create unique index custom_emojis_shortcode on custom_emojis (shortcode);
create unique index custom_emojis_capability on custom_emojis (capability);

-- reports
create table reports (
  id integer primary key,
  account_id integer not null references accounts (id) on delete cascade,
  target_id integer not null references accounts (id) on delete cascade,
  category text not null check (category in ('spam', 'legal', 'violation', 'other')),
  comment text not null,
  status_ids text not null,
  rule_ids text not null,
  created_at integer not null
) strict;
create index reports_account on reports (account_id);
create index reports_target on reports (target_id);
