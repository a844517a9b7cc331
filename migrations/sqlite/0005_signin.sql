create table providers (
  id text primary key,
  kind text not null check (kind in ('oidc')),
  name text not null,
  issuer text not null,
  client_id text not null,
  rank integer not null,
  enabled integer not null,
  created_at integer not null,
  changed_at integer not null
) strict;

create table identities (
  id integer primary key,
  person_id integer not null references people (id),
  provider_id text not null references providers (id),
  subject text not null,
  claims text not null,
  created_at integer not null,
  seen_at integer not null
) strict;
create unique index identities_subject on identities (provider_id, subject);
create index identities_person on identities (person_id);

create table signin_flows (
  id integer primary key,
  state_hash text not null,
  browser_hash text not null,
  provider_id text not null references providers (id),
  sealed text not null,
  created_at integer not null
) strict;
create unique index signin_flows_state on signin_flows (state_hash);
create index signin_flows_created on signin_flows (created_at);

create table sessions (
  id integer primary key,
  hash text not null,
  person_id integer not null references people (id),
  identity_id integer references identities (id),
  user_agent text not null,
  sid text,
  id_token text,
  created_at integer not null,
  seen_at integer not null,
  expires_at integer not null
) strict;
create unique index sessions_hash on sessions (hash);
create index sessions_person on sessions (person_id);
create index sessions_expires on sessions (expires_at);
