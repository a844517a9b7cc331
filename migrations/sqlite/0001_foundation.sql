create table id_slots (
  slot integer primary key check (slot between 0 and 15),
  holder text not null,
  ceiling integer not null
) strict;
insert into id_slots (slot, holder, ceiling)
values (0, '', 0), (1, '', 0), (2, '', 0), (3, '', 0), (4, '', 0), (5, '', 0), (6, '', 0), (7, '', 0),
  (8, '', 0), (9, '', 0), (10, '', 0), (11, '', 0), (12, '', 0), (13, '', 0), (14, '', 0), (15, '', 0);

create table jobs (
  id integer primary key autoincrement,
  name text not null,
  data text not null,
  priority integer not null default 0 check (priority between -1 and 1),
  key text,
  once text unique,
  run_at integer not null,
  attempts integer not null default 0,
  deaths integer not null default 0,
  lease_until integer not null default 0
) strict;
create index jobs_next on jobs (priority, run_at, id);
create index jobs_key on jobs (key, id) where key is not null;

create table dead_jobs (
  id integer primary key,
  name text not null,
  data text not null,
  key text,
  attempts integer not null,
  error text not null,
  stack text,
  died_at integer not null
) strict;
create index dead_jobs_died on dead_jobs (died_at);

create table paused_jobs (
  name text primary key
) strict, without rowid;

create table events (
  id integer primary key autoincrement,
  xid integer not null default 0,
  name text not null,
  data text not null,
  at integer not null
) strict;
-- The row that every position lies behind: the purge keeps the newest of what it forgets, and this is the first.
insert into events (name, data, at) values ('site.began', '{}', 0);

create table settings (
  name text primary key,
  value text not null,
  changed_at integer not null
) strict, without rowid;

create table key_checks (
  name text primary key,
  fingerprint text not null,
  created_at integer not null
) strict, without rowid;
