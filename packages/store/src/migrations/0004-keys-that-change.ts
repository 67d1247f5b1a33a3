/**
 * A source's write key can be changed: the former one goes on working until `former_key_until`. Refused events
 * are found by age, which forgetting them asks for over all workspaces.
 */
export const keysThatChange = `
alter table sources
  add column former_key_hash text,
  add column former_key_until bigint;
create index sources_by_former_key on sources (former_key_hash) where former_key_hash is not null;
create index rejections_by_age on rejections (received_at);
`
