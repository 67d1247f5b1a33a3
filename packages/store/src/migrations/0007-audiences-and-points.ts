/**
 * Audiences that journeys keep: in whose a person is (`persons.audiences`, a JSON list), who is in each, and every
 * change there was. Loyalty points: the balance (`persons.points`), and the ledger it is the sum of. Nothing is ever
 * changed in or taken out of `audience_changes` and `points_ledger`.
 */
export const audiencesAndPoints = `
alter table persons
  add column audiences text not null default '[]',
  add column points bigint not null default 0;

create table audience_members (
  workspace_id uuid not null,
  partition_id smallint not null,
  audience text not null,
  person_id uuid not null,
  is_member boolean not null,
  changed_at bigint not null,
  primary key (partition_id, workspace_id, audience, person_id)
);
create index audience_members_by_name on audience_members (workspace_id, audience, person_id) where is_member;

create table audience_changes (
  workspace_id uuid not null,
  partition_id smallint not null,
  person_id uuid not null,
  change_key text not null,
  audience text not null,
  act text not null,
  at bigint not null,
  origin text not null,
  primary key (partition_id, workspace_id, person_id, change_key)
);
create table points_ledger (
  workspace_id uuid not null,
  partition_id smallint not null,
  person_id uuid not null,
  change_key text not null,
  points bigint not null,
  balance bigint not null,
  reason text not null,
  at bigint not null,
  origin text not null,
  primary key (partition_id, workspace_id, person_id, change_key)
);
${['audience_members', 'audience_changes', 'points_ledger']
  .map(
    (table) => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy ${table}_own on ${table} to periplo_app
  using (workspace_id = nullif(current_setting('periplo.workspace_id', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('periplo.workspace_id', true), '')::uuid);
create policy ${table}_engine on ${table} to periplo_engine using (true) with check (true);
grant select on ${table} to periplo_app, periplo_engine;
grant insert on ${table} to periplo_engine;`,
  )
  .join('\n')}
grant update on audience_members to periplo_engine;
`
