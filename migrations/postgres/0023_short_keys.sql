-- statuses: the key of a repeated request is a short hash of whose it is and what it is, with no index by age
create function short_hash(given text) returns text language sql immutable as $$
  select translate(encode(substring(sha256(convert_to(given, 'UTF8')) from 1 for 12), 'base64'), '+/', '-_')
$$;
drop index idempotency_keys_age;
alter table idempotency_keys drop constraint idempotency_keys_pkey;
alter table idempotency_keys add column name text;
update idempotency_keys set name = short_hash(holder || ' ' || key);
alter table idempotency_keys drop column holder, drop column key;
alter table idempotency_keys add primary key (name), add check (length(name) = 16);
alter table scheduled_statuses alter column repeat type text
  using case when repeat is null then null else short_hash((repeat ->> 'holder') || ' ' || (repeat ->> 'key')) end;
drop function short_hash;
