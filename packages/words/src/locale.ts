/** The languages that sentences are written in. */
export const LOCALES = ['en', 'es'] as const
/** One of {@link LOCALES}. */
export type Locale = (typeof LOCALES)[number]
