/**
 * Journeys can be paused, and members decide for everybody inside at once. `directive` is the last decision and
 * `directive_no` counts them; `visited` has a bit per partition whose people have all been told of it.
 */
export const pausing = `
alter table journeys
  add column paused_at bigint,
  add column directive text,
  add column directive_no integer not null default 0,
  add column visited bit(64) not null default B'0'::bit(64);
`
