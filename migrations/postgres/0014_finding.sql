-- search: besides the words of a post its marks (who wrote it, what hangs on it), and it leaves the index with its row
drop table status_words;
create table status_words (
  rowid bigint primary key references statuses (id) on delete cascade,
  words tsvector not null
);
create index status_words_words on status_words using gin (words);
insert into jobs (name, data, priority, run_at)
  select 'search.index-all', '{"above":0}'::jsonb, -1, 0
  where exists (select 1 from statuses) and not exists (select 1 from jobs where name = 'search.index-all');

-- suggestions: who works together, and who has the most followers
create index people_department on people (department) where department is not null;
create index people_manager on people (manager) where manager is not null;
create index accounts_followers on accounts (followers_count, id);
