/** The names a column of persons goes by. */
export const PERSON = [
  'person_id',
  'person',
  'user_id',
  'user',
  'customer_id',
  'customer',
  'client_id',
] as const
/** The names a column of events goes by. */
export const EVENT = ['event', 'event_name', 'name', 'activity', 'action'] as const
/** The names a column of moments goes by. */
export const TIMESTAMP = ['timestamp', 'occurred_at', 'event_time', 'time', 'datetime', 'date', 'at'] as const
