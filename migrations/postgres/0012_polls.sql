-- polls
create table polls (
  id bigint primary key,
  status_id bigint not null,
  options jsonb not null,
  tallies jsonb not null,
  voters_count integer not null default 0 check (voters_count >= 0),
  multiple boolean not null default false,
  hide_totals boolean not null default false,
  ends_at bigint not null,
  closed_at bigint
);
create unique index polls_status on polls (status_id);

create table poll_ballots (
  poll_id bigint not null references polls (id) on delete cascade,
  account_id bigint not null references accounts (id) on delete cascade,
  choices jsonb not null,
  primary key (poll_id, account_id)
);
create index poll_ballots_account on poll_ballots (account_id);

-- statuses
alter table status_edits add column poll_options jsonb;
