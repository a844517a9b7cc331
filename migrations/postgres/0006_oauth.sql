create table apps (
  id bigint primary key,
  client_id text not null check (length(client_id) <= 64),
  name text not null check (length(name) <= 60),
  website text check (length(website) <= 2000),
  redirect_uris jsonb not null check (length(redirect_uris::text) <= 20000),
  scopes jsonb not null check (length(scopes::text) <= 4000),
  fingerprint text not null check (length(fingerprint) = 64),
  policy_state text not null default 'none' check (policy_state in ('none', 'allowed', 'refused')),
  created_at bigint not null
);
create unique index apps_client on apps (client_id);
create unique index apps_fingerprint on apps (fingerprint);

create table grants (
  id bigint primary key,
  code_hash text not null check (length(code_hash) = 64),
  app_id bigint not null references apps (id),
  person_id bigint not null references people (id),
  account_id bigint not null references accounts (id),
  session_id bigint,
  scopes jsonb not null check (length(scopes::text) <= 4000),
  redirect_uri text not null check (length(redirect_uri) <= 2000),
  challenge text check (length(challenge) = 43),
  user_agent text check (length(user_agent) <= 400),
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create unique index grants_code on grants (code_hash);
create index grants_expiry on grants (expires_at);

create table tokens (
  id bigint primary key,
  hash text not null check (length(hash) = 64),
  prefix text not null check (length(prefix) = 6),
  app_id bigint not null references apps (id),
  person_id bigint references people (id),
  account_id bigint references accounts (id),
  grant_id bigint references grants (id),
  session_id bigint,
  scopes jsonb not null check (length(scopes::text) <= 4000),
  user_agent text check (length(user_agent) <= 400),
  created_at bigint not null,
  seen_at bigint not null,
  check ((person_id is null) = (account_id is null))
);
create unique index tokens_hash on tokens (hash);
create index tokens_person on tokens (person_id, app_id);
create index tokens_app on tokens (app_id);
create index tokens_grant on tokens (grant_id);
create index tokens_seen on tokens (seen_at);

create table app_requests (
  id bigint primary key,
  app_id bigint not null references apps (id),
  person_id bigint not null references people (id),
  created_at bigint not null
);
create unique index app_requests_pair on app_requests (app_id, person_id);
