-- search: the words of many posts are brought in at once
create table unindexed_statuses (
  status_id bigint primary key
);
insert into unindexed_statuses (status_id)
  select (data ->> 'statusId')::bigint from jobs where name = 'search.index' on conflict do nothing;
delete from jobs where name = 'search.index';
insert into jobs (name, data, once, run_at)
  select 'search.index', '{}'::jsonb, 'search.index:all', 0 where exists (select 1 from unindexed_statuses);
