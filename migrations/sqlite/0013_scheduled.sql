-- media
alter table media add column scheduled_id integer;
create index media_scheduled on media (scheduled_id) where scheduled_id is not null;

-- scheduled
create table scheduled_statuses (
  id integer primary key,
  account_id integer not null references accounts (id) on delete cascade,
  wish text not null,
  app_id integer,
  repeat text,
  due_at integer not null,
  failed_at integer,
  reason text check (reason in ('account_closed', 'not_found', 'unexpected_accounts', 'refused', 'internal')),
  created_at integer not null
) strict;
create index scheduled_statuses_account on scheduled_statuses (account_id, id);
create index scheduled_statuses_due on scheduled_statuses (account_id, due_at);
create index scheduled_statuses_waiting on scheduled_statuses (due_at) where failed_at is null;
