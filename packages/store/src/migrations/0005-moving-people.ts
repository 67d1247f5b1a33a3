/**
 * People can be moved from version to version. A move is a row that is followed by whoever holds the lease; `visited`
 * has a bit per partition whose people have all been asked, and `move_no` of a run is the last move that asked it.
 */
export const movingPeople = `
create table moves (
  workspace_id uuid not null,
  journey_id uuid not null,
  move_no integer not null,
  plan text not null,
  moved_at bigint not null,
  moved_by text not null,
  visited bit(64) not null,
  primary key (workspace_id, journey_id, move_no),
  foreign key (workspace_id, journey_id) references journeys on delete cascade
);
alter table moves enable row level security;
alter table moves force row level security;
create policy moves_own on moves to periplo_app
  using (workspace_id = nullif(current_setting('periplo.workspace_id', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('periplo.workspace_id', true), '')::uuid);
create policy moves_engine on moves to periplo_engine using (true) with check (true);
grant select on moves to periplo_app, periplo_engine;
grant insert on moves to periplo_app;
grant update on moves to periplo_engine;
alter table enrollments add column move_no integer not null default 0;
`
