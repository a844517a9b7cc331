-- accounts
alter table accounts add column limited_at bigint;

-- notifications
alter table notifications add column filtered boolean not null default false;
alter table notifications add column group_key text;
create index notifications_group on notifications (account_id, group_key, id) where group_key is not null;
create index notifications_filtered on notifications (account_id, from_account_id, id) where filtered;

create table notification_policies (
  account_id bigint primary key references accounts (id) on delete cascade,
  not_following text not null check (not_following in ('accept', 'filter', 'drop')),
  not_followers text not null check (not_followers in ('accept', 'filter', 'drop')),
  new_accounts text not null check (new_accounts in ('accept', 'filter', 'drop')),
  private_mentions text not null check (private_mentions in ('accept', 'filter', 'drop')),
  limited_accounts text not null check (limited_accounts in ('accept', 'filter', 'drop')),
  bots text not null check (bots in ('accept', 'filter', 'drop'))
);

create table notification_permissions (
  account_id bigint not null references accounts (id) on delete cascade,
  from_account_id bigint not null references accounts (id) on delete cascade,
  created_at bigint not null,
  primary key (account_id, from_account_id)
);
create index notification_permissions_from on notification_permissions (from_account_id);

create table notification_requests (
  id bigint primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  from_account_id bigint not null references accounts (id) on delete cascade,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index notification_requests_pair on notification_requests (account_id, from_account_id);
create index notification_requests_account on notification_requests (account_id, id);
create index notification_requests_from on notification_requests (from_account_id);

-- conversations
create table conversations (
  id bigint primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  thread_id bigint not null,
  participants text not null,
  unread boolean not null
);
create unique index conversations_circle on conversations (account_id, thread_id, participants);

create table conversation_statuses (
  conversation_id bigint not null references conversations (id) on delete cascade,
  account_id bigint not null references accounts (id) on delete cascade,
  status_id bigint not null references statuses (id) on delete cascade,
  primary key (conversation_id, status_id)
);
create unique index conversation_statuses_account on conversation_statuses (account_id, status_id);
create index conversation_statuses_status on conversation_statuses (status_id);
