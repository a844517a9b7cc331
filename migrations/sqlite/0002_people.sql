-- people
create table people (
  id integer primary key,
  source text not null check (source in ('local', 'directory', 'guest', 'service')),
  state text not null default 'active' check (state in ('active', 'deactivated')),
  state_by text check (state_by in ('admin', 'sync', 'scim', 'idp')),
  state_reason text,
  role text not null default 'user' check (role in ('user', 'moderator', 'admin')),
  role_pinned integer not null default 0,
  display_name text not null,
  email text,
  email_verified integer not null default 0,
  locale text not null,
  time_zone text not null,
  department text,
  title text,
  manager text,
  created_at integer not null,
  signed_in_at integer,
  valid_since integer not null default 0
) strict;
create index people_email on people (email);
create index people_role on people (role);

create table pseudonyms (
  id integer primary key,
  person_id integer references people (id),
  created_at integer not null
) strict;
create unique index pseudonyms_person on pseudonyms (person_id);

-- audit
create table audit (
  id integer primary key autoincrement,
  at integer not null,
  actor integer references pseudonyms (id),
  action text not null,
  target text,
  result text not null check (result in ('ok', 'refused')),
  request_id text,
  detail text not null,
  prev_hash text not null,
  hash text not null
) strict;

create table audit_heads (
  id integer primary key check (id = 1),
  rows integer not null,
  hash text not null
) strict;
insert into audit_heads (id, rows, hash) values (1, 0, '');
