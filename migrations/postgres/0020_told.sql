-- conversations: how many are unread is asked by every page
create index conversations_unread on conversations (account_id) where unread;
