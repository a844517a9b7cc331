-- polls
create table polls (
  id integer primary key,
  status_id integer not null,
  options text not null,
  tallies text not null,
  voters_count integer not null default 0 check (voters_count >= 0),
  multiple integer not null default 0,
  hide_totals integer not null default 0,
  ends_at integer not null,
  closed_at integer
) strict;
create unique index polls_status on polls (status_id);

create table poll_ballots (
  poll_id integer not null references polls (id) on delete cascade,
  account_id integer not null references accounts (id) on delete cascade,
  choices text not null,
  primary key (poll_id, account_id)
) strict, without rowid;
create index poll_ballots_account on poll_ballots (account_id);

-- statuses
alter table status_edits add column poll_options text;
