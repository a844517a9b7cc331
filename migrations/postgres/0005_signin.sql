create table providers (
  id text primary key,
  kind text not null check (kind in ('oidc')),
  name text not null,
  issuer text not null,
  client_id text not null,
  rank integer not null,
  enabled boolean not null,
  created_at bigint not null,
  changed_at bigint not null
);

create table identities (
  id bigint primary key,
  person_id bigint not null references people (id),
  provider_id text not null references providers (id),
  subject text not null,
  claims text not null,
  created_at bigint not null,
  seen_at bigint not null
);
create unique index identities_subject on identities (provider_id, subject);
create index identities_person on identities (person_id);

create table signin_flows (
  id bigint primary key,
  state_hash text not null,
  browser_hash text not null,
  provider_id text not null references providers (id),
  sealed text not null,
  created_at bigint not null
);
create unique index signin_flows_state on signin_flows (state_hash);
create index signin_flows_created on signin_flows (created_at);

create table sessions (
  id bigint primary key,
  hash text not null,
  person_id bigint not null references people (id),
  identity_id bigint references identities (id),
  user_agent text not null,
  sid text,
  id_token text,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null
);
create unique index sessions_hash on sessions (hash);
create index sessions_person on sessions (person_id);
create index sessions_expires on sessions (expires_at);
