-- statuses
create table favourites (
  id integer primary key,
  account_id integer not null references accounts (id) on delete cascade,
  status_id integer not null references statuses (id) on delete cascade,
  created_at integer not null
) strict;
create unique index favourites_pair on favourites (account_id, status_id);
create index favourites_account on favourites (account_id, id);
create index favourites_status on favourites (status_id, id);

create table bookmarks (
  id integer primary key,
  account_id integer not null references accounts (id) on delete cascade,
  status_id integer not null references statuses (id) on delete cascade,
  created_at integer not null
) strict;
create unique index bookmarks_pair on bookmarks (account_id, status_id);
create index bookmarks_account on bookmarks (account_id, id);
create index bookmarks_status on bookmarks (status_id);

create table pins (
  id integer primary key,
  account_id integer not null references accounts (id) on delete cascade,
  status_id integer not null references statuses (id) on delete cascade,
  created_at integer not null
) strict;
create unique index pins_pair on pins (account_id, status_id);
create index pins_status on pins (status_id);

create table thread_mutes (
  account_id integer not null references accounts (id) on delete cascade,
  thread_id integer not null,
  created_at integer not null,
  primary key (account_id, thread_id)
) strict, without rowid;

create index statuses_boosts on statuses (boost_of_id, id) where boost_of_id is not null;

-- relationships
create index follows_keen on follows (target_id, id) where notify;

-- notifications
create unique index notifications_plain_cause on notifications (account_id, type, from_account_id) where status_id is null;
