alter table people add column look jsonb;

-- A browser is woken too: its subscription hangs on a session.
alter table push_subscriptions alter column token_id drop not null;
alter table push_subscriptions alter column sealed_token drop not null;
alter table push_subscriptions add column session_id bigint references sessions (id) on delete cascade;
create unique index push_subscriptions_session on push_subscriptions (session_id);

create table archives (
  id bigint primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  file jsonb,
  created_at bigint not null,
  ready_at bigint
);
create index archives_account on archives (account_id, id);
create index archives_created on archives (created_at);
