-- search: besides the words of a post its marks (who wrote it, what hangs on it), and it leaves the index with its row
drop table status_words;
create virtual table status_words using fts5 (
  words,
  marks,
  content = '',
  contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M*'",
  prefix = '3 4'
);
create trigger status_words_leave after delete on statuses begin
  delete from status_words where rowid = old.id;
end;
insert into jobs (name, data, priority, run_at)
  select 'search.index-all', '{"above":0}', -1, 0
  where exists (select 1 from statuses) and not exists (select 1 from jobs where name = 'search.index-all');

-- suggestions: who works together, and who has the most followers
create index people_department on people (department) where department is not null;
create index people_manager on people (manager) where manager is not null;
create index accounts_followers on accounts (followers_count, id);
