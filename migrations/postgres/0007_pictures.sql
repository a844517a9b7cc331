-- files
create table loose_files (
  id bigint primary key,
  key text not null unique check (length(key) <= 200),
  kept_by jsonb not null,
  due_at bigint not null
);

-- accounts
alter table accounts add column avatar_capability text check (length(avatar_capability) = 32);
alter table accounts add column avatar_file jsonb;
alter table accounts add column avatar_description text not null default '' check (length(avatar_description) <= 1500);
alter table accounts add column header_capability text check (length(header_capability) = 32);
alter table accounts add column header_file jsonb;
alter table accounts add column header_description text not null default '' check (length(header_description) <= 1500);
create unique index accounts_avatar on accounts (avatar_capability);
create unique index accounts_header on accounts (header_capability);

-- media
alter table media add column preview jsonb;
alter table media add column loose_since bigint;
alter table media add column former_status_ids jsonb not null default '[]';
update media set loose_since = created_at where status_id is null;
create index media_loose on media (loose_since, id) where loose_since is not null;

-- statuses
alter table status_edits add column media jsonb not null default '[]';
