/**
 * What a workspace's messages keep to (`workspaces.send_rules`), and what each person was sent on a channel as
 * far as a cap looks back: one row, changed only by whoever has read its `revision`.
 */
export const guardsOnSends = `
alter table workspaces add column send_rules text not null default '{"channels":{}}';

create table send_ledgers (
  workspace_id uuid not null,
  partition_id smallint not null,
  person_id uuid not null,
  channel text not null,
  revision integer not null,
  slots text not null,
  primary key (partition_id, workspace_id, person_id, channel)
) with (fillfactor = 70);
alter table send_ledgers enable row level security;
alter table send_ledgers force row level security;
create policy send_ledgers_own on send_ledgers to periplo_app
  using (workspace_id = nullif(current_setting('periplo.workspace_id', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('periplo.workspace_id', true), '')::uuid);
create policy send_ledgers_engine on send_ledgers to periplo_engine using (true) with check (true);
grant select on send_ledgers to periplo_app, periplo_engine;
grant insert, update on send_ledgers to periplo_engine;
`
