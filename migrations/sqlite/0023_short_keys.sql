-- statuses: the key of a repeated request is a short hash of whose it is and what it is, with no index by age
create table idempotency_keys_new (
  name text primary key check (length(name) = 16),
  status_id integer not null,
  created_at integer not null
) strict, without rowid;
insert into idempotency_keys_new (name, status_id, created_at)
  select short_hash(holder || ' ' || key), status_id, created_at from idempotency_keys;
drop table idempotency_keys;
alter table idempotency_keys_new rename to idempotency_keys;
update scheduled_statuses set repeat = short_hash((repeat ->> 'holder') || ' ' || (repeat ->> 'key')) where repeat is not null;
