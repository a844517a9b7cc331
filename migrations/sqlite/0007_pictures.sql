-- files
create table loose_files (
  id integer primary key,
  key text not null unique check (length(key) <= 200),
  kept_by text not null,
  due_at integer not null
) strict;

-- accounts
alter table accounts add column avatar_capability text check (length(avatar_capability) = 32);
alter table accounts add column avatar_file text;
alter table accounts add column avatar_description text not null default '' check (length(avatar_description) <= 1500);
alter table accounts add column header_capability text check (length(header_capability) = 32);
alter table accounts add column header_file text;
alter table accounts add column header_description text not null default '' check (length(header_description) <= 1500);
create unique index accounts_avatar on accounts (avatar_capability);
create unique index accounts_header on accounts (header_capability);

-- media
alter table media add column preview text;
alter table media add column loose_since integer;
alter table media add column former_status_ids text not null default '[]';
update media set loose_since = created_at where status_id is null;
create index media_loose on media (loose_since, id) where loose_since is not null;

-- statuses
alter table status_edits add column media text not null default '[]';
