/** Tables of a workspace's segments: what members write, and what is kept of each person. */
export const SEGMENT_TABLES = ['segments', 'segment_members', 'segment_states', 'segment_sizes'] as const

const policies = SEGMENT_TABLES.map(
  (table) => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy ${table}_own on ${table} to periplo_app
  using (workspace_id = nullif(current_setting('periplo.workspace_id', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('periplo.workspace_id', true), '')::uuid);
create policy ${table}_engine on ${table} to periplo_engine using (true) with check (true);
grant select on ${table} to periplo_app, periplo_engine;
grant insert, update on ${table} to periplo_engine;`,
).join('\n')

/**
 * Segments and who belongs to them. `edition` counts the rules of a workspace, over all its segments: a person's
 * state says up to which one they have been judged, `filled` has a bit per partition in which everybody has.
 * `segment_sizes` is sharded by its writer, as rollups are.
 */
export const segments = `
create table segments (
  workspace_id uuid not null references workspaces on delete cascade,
  segment_id uuid not null,
  name text not null,
  description text not null,
  rule text not null,
  revision integer not null,
  edition integer not null,
  changed_at bigint not null,
  filled bit(64) not null,
  archived_at bigint,
  updated_at bigint not null,
  updated_by text not null,
  primary key (workspace_id, segment_id)
);

create table segment_members (
  workspace_id uuid not null,
  partition_id smallint not null,
  person_id uuid not null,
  segment_id uuid not null,
  since bigint not null,
  primary key (partition_id, workspace_id, person_id, segment_id)
);
create index segment_members_by_segment on segment_members (workspace_id, segment_id, since);

create table segment_states (
  workspace_id uuid not null,
  partition_id smallint not null,
  person_id uuid not null,
  edition integer not null,
  dues text not null,
  due_at bigint,
  primary key (partition_id, workspace_id, person_id)
) with (fillfactor = 70);
create index segment_states_by_due on segment_states (partition_id, due_at) where due_at is not null;

create table segment_sizes (
  workspace_id uuid not null,
  segment_id uuid not null,
  partition_id smallint not null,
  size bigint not null,
  primary key (workspace_id, segment_id, partition_id)
) with (fillfactor = 60);
${policies}
grant insert, update on segments to periplo_app;
grant delete on segment_members to periplo_engine;
`
