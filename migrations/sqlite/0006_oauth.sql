create table apps (
  id integer primary key,
  client_id text not null check (length(client_id) <= 64),
  name text not null check (length(name) <= 60),
  website text check (length(website) <= 2000),
  redirect_uris text not null check (length(redirect_uris) <= 20000),
  scopes text not null check (length(scopes) <= 4000),
  fingerprint text not null check (length(fingerprint) = 64),
  policy_state text not null default 'none' check (policy_state in ('none', 'allowed', 'refused')),
  created_at integer not null
) strict;
create unique index apps_client on apps (client_id);
create unique index apps_fingerprint on apps (fingerprint);

create table grants (
  id integer primary key,
  code_hash text not null check (length(code_hash) = 64),
  app_id integer not null references apps (id),
  person_id integer not null references people (id),
  account_id integer not null references accounts (id),
  session_id integer,
  scopes text not null check (length(scopes) <= 4000),
  redirect_uri text not null check (length(redirect_uri) <= 2000),
  challenge text check (length(challenge) = 43),
  user_agent text check (length(user_agent) <= 400),
  created_at integer not null,
  expires_at integer not null,
  used_at integer
) strict;
create unique index grants_code on grants (code_hash);
create index grants_expiry on grants (expires_at);

create table tokens (
  id integer primary key,
  hash text not null check (length(hash) = 64),
  prefix text not null check (length(prefix) = 6),
  app_id integer not null references apps (id),
  person_id integer references people (id),
  account_id integer references accounts (id),
  grant_id integer references grants (id),
  session_id integer,
  scopes text not null check (length(scopes) <= 4000),
  user_agent text check (length(user_agent) <= 400),
  created_at integer not null,
  seen_at integer not null,
  check ((person_id is null) = (account_id is null))
) strict;
create unique index tokens_hash on tokens (hash);
create index tokens_person on tokens (person_id, app_id);
create index tokens_app on tokens (app_id);
create index tokens_grant on tokens (grant_id);
create index tokens_seen on tokens (seen_at);

create table app_requests (
  id integer primary key,
  app_id integer not null references apps (id),
  person_id integer not null references people (id),
  created_at integer not null
) strict;
create unique index app_requests_pair on app_requests (app_id, person_id);
