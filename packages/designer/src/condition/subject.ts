/** What a rule can look at. */
export const SUBJECTS = [
  'event',
  'trait',
  'entry',
  'run',
  'answer',
  'count',
  'total',
  'first',
  'last',
  'consent',
  'local-time',
  'segment',
] as const
/** One of {@link SUBJECTS}. */
export type Subject = (typeof SUBJECTS)[number]
