import type { Locale } from './locale.tsx'
import { useLocale } from './locale.tsx'

/** A text, or a text that needs arguments. One argument only: name the parts in an object. */
export type Message = string | ((args: never) => string)

/** What a translation must hold: the same names, and the same arguments behind each. */
export type Translated<Source> = {
  readonly [Name in keyof Source]: Source[Name] extends (args: infer Args) => string
    ? (args: Args) => string
    : string
}

/** The texts of one area in every language. */
export type Catalogue<Source> = Readonly<Record<Locale, Translated<Source>>>

/**
 * Declares the texts of one area. English is the source; Spanish does not compile with a name
 * missing, a name too many, or other arguments.
 */
export function defineMessages<const Source extends Record<string, Message>>(texts: {
  readonly en: Source & Translated<NoInfer<Source>>
  readonly es: Translated<NoInfer<Source>>
}): Catalogue<Source> {
  return texts
}

/** The texts of a catalogue in the language in use. */
export function useMessages<Source>(catalogue: Catalogue<Source>): Translated<Source> {
  return catalogue[useLocale().locale]
}

const RULES: Readonly<Record<Locale, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  es: new Intl.PluralRules('es'),
}

/**
 * Picks the form a number takes in a language (CLDR plural rules). Spanish says "un millón de"
 * for its `many` form; without one, `other` serves.
 */
export function plural(
  locale: Locale,
  count: number,
  forms: { readonly one: string; readonly other: string; readonly many?: string },
): string {
  const rule = RULES[locale].select(count)
  if (rule === 'one') return forms.one
  return rule === 'many' ? (forms.many ?? forms.other) : forms.other
}

/**
 * The names whose Spanish text is the English one: a text forgotten, or a word that both languages
 * share and a test should list. Texts with arguments are compared by how they are written.
 */
export function findUntranslated<Source>({ en, es }: Catalogue<Source>): readonly string[] {
  const spanish = new Map(Object.entries(es))
  return Object.entries(en)
    .filter(([name, text]) => String(spanish.get(name)) === String(text))
    .map(([name]) => name)
}
