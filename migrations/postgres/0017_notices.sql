-- announcements
create table announcements (
  id bigint primary key references statuses (id) on delete cascade,
  starts_at bigint,
  ends_at bigint,
  all_day boolean not null,
  shown_until bigint
);
create index announcements_shown on announcements (shown_until);

create table announcement_reactions (
  announcement_id bigint not null references announcements (id) on delete cascade,
  name text not null,
  account_id bigint not null references accounts (id) on delete cascade,
  created_at bigint not null,
  primary key (announcement_id, name, account_id)
);
create index announcement_reactions_account on announcement_reactions (account_id);

create table announcement_dismissals (
  account_id bigint not null references accounts (id) on delete cascade,
  announcement_id bigint not null references announcements (id) on delete cascade,
  primary key (account_id, announcement_id)
);
create index announcement_dismissals_announcement on announcement_dismissals (announcement_id);

-- emojis
create table custom_emojis (
  id bigint primary key,
  shortcode text not null,
  category text,
  capability text not null,
  file jsonb not null,
  still jsonb not null,
  created_at bigint not null
);
create unique index custom_emojis_shortcode on custom_emojis (shortcode);
create unique index custom_emojis_capability on custom_emojis (capability);

-- reports
create table reports (
  id bigint primary key,
  account_id bigint not null references accounts (id) on delete cascade,
  target_id bigint not null references accounts (id) on delete cascade,
  category text not null check (category in ('spam', 'legal', 'violation', 'other')),
  comment text not null,
  status_ids jsonb not null,
  rule_ids jsonb not null,
  created_at bigint not null
);
create index reports_account on reports (account_id);
create index reports_target on reports (target_id);
