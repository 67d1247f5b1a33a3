/** What a rule can look at. */
export const SUBJECTS = [
  'event',
  'trait',
  'entry',
  'run',
  'answer',
  'loyalty',
  'count',
  'total',
  'first',
  'last',
  'consent',
  'local-time',
  'segment',
  'audience',
] as const
/** One of {@link SUBJECTS}. */
export type Subject = (typeof SUBJECTS)[number]
