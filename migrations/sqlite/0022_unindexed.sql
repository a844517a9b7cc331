-- search: the words of many posts are brought in at once. Beginnings of four letters are found by the words themselves.
create table unindexed_statuses (
  status_id integer primary key
) strict;
delete from jobs where name in ('search.index', 'search.index-all');
drop table status_words;
create virtual table status_words using fts5 (
  words,
  marks,
  content = '',
  contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M*'",
  prefix = '3'
);
insert into jobs (name, data, priority, run_at)
  select 'search.index-all', '{"above":0}', -1, 0 where exists (select 1 from statuses);
