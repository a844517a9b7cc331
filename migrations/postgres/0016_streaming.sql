-- How far each channel of a token has been told, for apps that come back.
create table stream_positions (
  token_id bigint not null,
  channel text not null,
  position text not null,
  noted_at bigint not null,
  primary key (token_id, channel)
);
create index stream_positions_noted on stream_positions (noted_at);
