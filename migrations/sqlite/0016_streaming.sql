-- How far each channel of a token has been told, for apps that come back.
create table stream_positions (
  token_id integer not null,
  channel text not null,
  position text not null,
  noted_at integer not null,
  primary key (token_id, channel)
) strict, without rowid;
create index stream_positions_noted on stream_positions (noted_at);
