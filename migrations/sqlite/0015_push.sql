create table push_subscriptions (
  id integer primary key autoincrement,
  token_id integer not null references tokens (id) on delete cascade,
  account_id integer not null references accounts (id) on delete cascade,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  standard integer not null,
  alerts text not null,
  policy text not null check (policy in ('all', 'followed', 'follower', 'none')),
  sealed_token text not null,
  created_at integer not null,
  worked_at integer,
  failing_since integer,
  last_answer text,
  rest_until integer
) strict;
create unique index push_subscriptions_token on push_subscriptions (token_id);
create index push_subscriptions_account on push_subscriptions (account_id);

create table push_deliveries (
  subscription_id integer not null references push_subscriptions (id) on delete cascade,
  notification_id integer not null,
  created_at integer not null,
  ended_at integer,
  primary key (subscription_id, notification_id)
) strict, without rowid;
create index push_deliveries_created on push_deliveries (created_at);
