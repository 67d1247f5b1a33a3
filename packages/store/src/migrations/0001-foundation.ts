/** Number of logical partitions. Fixed for the life of a database: a person's partition never changes. */
export const PARTITION_COUNT = 64

/**
 * The first schema. Every `*_at` column holds epoch milliseconds. `workspace_id` and, where rows belong to a
 * person, `partition_id` stand in every key; the exceptions are the log, whose offsets run over all
 * workspaces, and the global tables (workspaces, catalogue, log_heads, partition_offsets).
 */
export const foundation = `
create table workspaces (
  workspace_id uuid primary key,
  name text not null,
  zone text not null,
  currency text not null,
  clock text not null check (clock in ('live', 'turned')),
  demo boolean not null,
  sealed_secret text not null,
  created_at bigint not null,
  turned_at bigint,
  history_done integer,
  history_total integer
);

create table members (
  workspace_id uuid not null references workspaces on delete cascade,
  user_id text not null,
  name text not null,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'editor', 'analyst', 'viewer')),
  primary key (workspace_id, user_id)
);
create index members_by_user on members (user_id);

create table sources (
  workspace_id uuid not null references workspaces on delete cascade,
  source_id uuid not null,
  name text not null,
  kind text not null check (kind in ('browser', 'server')),
  key_hash text not null,
  key_hint text not null,
  created_at bigint not null,
  revoked_at bigint,
  primary key (workspace_id, source_id)
);
create index sources_by_key on sources (key_hash);

create table journeys (
  workspace_id uuid not null references workspaces on delete cascade,
  journey_id uuid not null,
  definition text not null,
  revision integer not null,
  live_version_id uuid,
  archived_at bigint,
  updated_at bigint not null,
  updated_by text not null,
  primary key (workspace_id, journey_id)
);

create table versions (
  workspace_id uuid not null,
  version_id uuid not null,
  journey_id uuid not null,
  number integer not null,
  definition text not null,
  published_at bigint not null,
  published_by text not null,
  primary key (workspace_id, version_id),
  unique (workspace_id, journey_id, number),
  foreign key (workspace_id, journey_id) references journeys on delete cascade
);

create table catalogue (
  one boolean primary key check (one),
  revision bigint not null
);

create table log_heads (
  partition_id smallint primary key,
  head bigint not null
) with (fillfactor = 20);

create table partition_offsets (
  partition_id smallint primary key,
  epoch integer not null,
  applied bigint not null,
  owner text,
  lease_until bigint not null
) with (fillfactor = 20);

create table event_log (
  partition_id smallint not null,
  log_offset bigint not null,
  received_day date not null,
  workspace_id uuid not null,
  person_id uuid not null,
  received_at bigint not null,
  occurred_at bigint not null,
  kind text not null,
  name text not null,
  body text not null,
  primary key (partition_id, log_offset, received_day)
) partition by range (received_day);
create index event_log_by_person on event_log (partition_id, person_id, occurred_at);
create index event_log_by_arrival on event_log (workspace_id, received_at);

create table seen_messages (
  workspace_id uuid not null,
  key_hash uuid not null,
  seen_at bigint not null,
  primary key (workspace_id, key_hash)
);
create index seen_messages_by_age on seen_messages using brin (seen_at);

create table rejections (
  workspace_id uuid not null,
  rejection_id uuid not null,
  source_id uuid not null,
  received_at bigint not null,
  code text not null,
  reason text not null,
  excerpt text not null,
  primary key (workspace_id, rejection_id)
);
create index rejections_by_arrival on rejections (workspace_id, received_at);

create table identifiers (
  workspace_id uuid not null,
  key_hash uuid not null,
  kind text not null,
  value text not null,
  person_id uuid not null,
  partition_id smallint not null,
  person_since bigint not null,
  primary key (workspace_id, key_hash)
);
create index identifiers_by_person on identifiers (workspace_id, person_id);

create table persons (
  workspace_id uuid not null,
  partition_id smallint not null,
  person_id uuid not null,
  traits text not null,
  zone text,
  suppressed boolean not null,
  identified boolean not null,
  first_seen_at bigint not null,
  last_seen_at bigint not null,
  last_order_at bigint,
  merged_into uuid,
  merged_into_partition smallint,
  merged_from text not null,
  primary key (partition_id, workspace_id, person_id)
) with (fillfactor = 70);

create table enrollments (
  workspace_id uuid not null,
  partition_id smallint not null,
  enrollment_id uuid not null,
  person_id uuid not null,
  journey_id uuid not null,
  version_id uuid not null,
  entry_number integer not null,
  correlation text not null,
  status text not null,
  end_reason text,
  seq integer not null,
  node_id text not null,
  node_entered_at bigint not null,
  stage_id text not null,
  stage_entered_at bigint not null,
  due_at bigint,
  entered_at bigint not null,
  ended_at bigint,
  converted_at bigint,
  convertible_until bigint,
  envelope text not null,
  primary key (partition_id, workspace_id, person_id, enrollment_id)
) with (fillfactor = 70);
create index enrollments_by_due on enrollments (partition_id, due_at) where due_at is not null;

create table history (
  workspace_id uuid not null,
  partition_id smallint not null,
  enrollment_id uuid not null,
  seq integer not null,
  step_day date not null,
  at bigint not null,
  input text not null,
  facts text not null,
  primary key (partition_id, workspace_id, enrollment_id, seq, step_day)
) partition by range (step_day);

create table outbox (
  workspace_id uuid not null,
  partition_id smallint not null,
  send_key text not null,
  created_day date not null,
  person_id uuid not null,
  enrollment_id uuid not null,
  journey_id uuid not null,
  version_id uuid not null,
  node_id text not null,
  visit integer not null,
  channel text not null,
  purpose text not null,
  status text not null,
  reason text,
  delivery text,
  attempt smallint not null,
  due_at bigint not null,
  claim_epoch integer,
  created_at bigint not null,
  settled_at bigint,
  payload text not null,
  rendered text,
  primary key (partition_id, workspace_id, send_key, created_day)
) partition by range (created_day);
create index outbox_pending on outbox (partition_id, due_at) where status = 'pending';
create index outbox_by_age on outbox (workspace_id, created_at);

create table message_facts (
  workspace_id uuid not null,
  partition_id smallint not null,
  send_key text not null,
  outcome text not null,
  at bigint not null,
  reason text,
  journey_id uuid not null,
  version_id uuid not null,
  node_id text not null,
  primary key (partition_id, workspace_id, send_key, outcome)
);

create table consent_ledger (
  workspace_id uuid not null,
  partition_id smallint not null,
  person_id uuid not null,
  entry_no uuid not null,
  channel text not null,
  purpose text not null,
  state text not null,
  at bigint not null,
  origin text not null,
  primary key (partition_id, workspace_id, person_id, entry_no)
);

create table orders (
  workspace_id uuid not null,
  partition_id smallint not null,
  order_id text not null,
  person_id uuid not null,
  occurred_at bigint not null,
  body text not null,
  primary key (partition_id, workspace_id, person_id, order_id)
);

create table rollups (
  workspace_id uuid not null,
  partition_id smallint not null,
  journey_id text not null,
  version_id text not null,
  subject text not null,
  counter text not null,
  day text not null,
  bin integer not null,
  total bigint not null,
  primary key (workspace_id, journey_id, version_id, subject, counter, day, bin, partition_id)
) with (fillfactor = 60);

create table quarantine (
  workspace_id uuid not null,
  partition_id smallint not null,
  quarantine_id uuid not null,
  enrollment_id uuid,
  person_id uuid not null,
  at bigint not null,
  input text not null,
  error text not null,
  primary key (partition_id, workspace_id, quarantine_id)
);
`

/** Tables whose rows belong to one workspace: row-level security is forced on each. */
export const WORKSPACE_TABLES = [
  'members',
  'sources',
  'journeys',
  'versions',
  'event_log',
  'seen_messages',
  'rejections',
  'identifiers',
  'persons',
  'enrollments',
  'history',
  'outbox',
  'message_facts',
  'consent_ledger',
  'orders',
  'rollups',
  'quarantine',
] as const

/** Tables that belong to no workspace. The catalogue test allows no other. */
export const GLOBAL_TABLES = ['workspaces', 'catalogue', 'log_heads', 'partition_offsets'] as const

const policies = WORKSPACE_TABLES.map(
  (table) => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy ${table}_own on ${table} to periplo_app
  using (workspace_id = nullif(current_setting('periplo.workspace_id', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('periplo.workspace_id', true), '')::uuid);
create policy ${table}_engine on ${table} to periplo_engine using (true) with check (true);`,
).join('\n')

/**
 * Who may do what. `periplo_app` serves the studio inside one workspace; `periplo_engine` runs journeys over
 * all of them. Neither owns a table nor bypasses row-level security.
 */
export const access = `
${policies}
alter table workspaces enable row level security;
alter table workspaces force row level security;
create policy workspaces_own on workspaces to periplo_app
  using (workspace_id = nullif(current_setting('periplo.workspace_id', true), '')::uuid);
create policy workspaces_engine on workspaces to periplo_engine using (true) with check (true);
grant usage on schema periplo to periplo_app, periplo_engine;
grant select on all tables in schema periplo to periplo_app, periplo_engine;
grant insert, update on journeys, sources to periplo_app;
grant insert on versions to periplo_app;
grant update on catalogue to periplo_app;
grant insert, update on all tables in schema periplo to periplo_engine;
grant delete on seen_messages, rejections, enrollments, orders, journeys, versions to periplo_engine;
`

/**
 * Creates the monthly partitions of the time-partitioned tables. Runs with its owner's rights, so that the
 * engine can open a new month without owning a table. Two callers at once wait for each other.
 */
export const months = `
create function ensure_month(month date) returns void
language plpgsql security definer set search_path = periplo, pg_temp as $$
declare
  first date := date_trunc('month', month)::date;
  next date := (date_trunc('month', month) + interval '1 month')::date;
  parent text;
begin
  perform pg_advisory_xact_lock(hashtext('periplo.ensure_month'));
  foreach parent in array array['event_log', 'history', 'outbox'] loop
    if to_regclass(format('periplo.%I', parent || to_char(first, '_YYYYMM'))) is null then
      execute format('create table periplo.%I partition of periplo.%I for values from (%L) to (%L)',
        parent || to_char(first, '_YYYYMM'), parent, first, next);
    end if;
  end loop;
end $$;
revoke all on function ensure_month(date) from public;
grant execute on function ensure_month(date) to periplo_engine;
insert into catalogue values (true, 0);
insert into log_heads select n, 0 from generate_series(0, ${PARTITION_COUNT - 1}) n;
insert into partition_offsets select n, 0, 0, null, 0 from generate_series(0, ${PARTITION_COUNT - 1}) n;
`
