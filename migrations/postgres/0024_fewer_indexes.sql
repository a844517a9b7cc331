-- statuses: what starts a thread for everyone is nearly all that stands in statuses_public, so home on day one walks that; a post alone is
-- found by its id, so only what follows in a thread stands in the index of threads
drop index statuses_front;
drop index statuses_thread;
create index statuses_thread on statuses (thread_id, id) where thread_id <> id;

-- notifications: one index says what there may be once, and finds what goes with a post
drop index notifications_status;
drop index notifications_cause;
create unique index notifications_cause on notifications (status_id, account_id, type, from_account_id);
