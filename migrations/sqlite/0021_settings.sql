alter table people add column look text;

-- A browser is woken too: its subscription hangs on a session. SQLite cannot make a column nullable, so both tables are laid anew; the
-- deliveries are moved first, since dropping what they refer to would empty them.
create table push_subscriptions_new (
  id integer primary key autoincrement,
  token_id integer references tokens (id) on delete cascade,
  session_id integer references sessions (id) on delete cascade,
  account_id integer not null references accounts (id) on delete cascade,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  standard integer not null,
  alerts text not null,
  policy text not null check (policy in ('all', 'followed', 'follower', 'none')),
  sealed_token text,
  created_at integer not null,
  worked_at integer,
  failing_since integer,
  last_answer text,
  rest_until integer
) strict;
insert into push_subscriptions_new
  (id, token_id, account_id, endpoint, p256dh, auth, standard, alerts, policy, sealed_token, created_at, worked_at, failing_since, last_answer, rest_until)
  select id, token_id, account_id, endpoint, p256dh, auth, standard, alerts, policy, sealed_token, created_at, worked_at, failing_since, last_answer, rest_until
  from push_subscriptions;
create table push_deliveries_new (
  subscription_id integer not null references push_subscriptions_new (id) on delete cascade,
  notification_id integer not null,
  created_at integer not null,
  ended_at integer,
  primary key (subscription_id, notification_id)
) strict, without rowid;
insert into push_deliveries_new select subscription_id, notification_id, created_at, ended_at from push_deliveries;
drop table push_deliveries;
drop table push_subscriptions;
alter table push_subscriptions_new rename to push_subscriptions;
alter table push_deliveries_new rename to push_deliveries;
create unique index push_subscriptions_token on push_subscriptions (token_id);
create unique index push_subscriptions_session on push_subscriptions (session_id);
create index push_subscriptions_account on push_subscriptions (account_id);
create index push_deliveries_created on push_deliveries (created_at);

create table archives (
  id integer primary key,
  account_id integer not null references accounts (id) on delete cascade,
  file text,
  created_at integer not null,
  ready_at integer
) strict;
create index archives_account on archives (account_id, id);
create index archives_created on archives (created_at);
