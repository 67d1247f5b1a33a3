import { listMeasures } from '@periplo/kpi'
import { Visitor } from 'oxc-parser'
import { type Finding, type Source, toFinding } from './source.ts'

/** Rooms that show measures to people, and have no words of their own for them. */
const SCREENS: readonly string[] = ['designer', 'studio', 'ui', 'words']

/** Screens on which a measure's words mean something else, by file. */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  // a journey one can begin with
  'apps/studio/src/journeys/new-journey-messages.ts': ['cart recovery'],
  // the rules by which everything is sent
  'apps/studio/src/settings/settings-messages.ts': ['envíos'],
}

/** What the registry of `kpi` calls measures and says of them, in either language, folded. */
const REGISTERED: ReadonlySet<string> = new Set(
  listMeasures().flatMap(({ name, short, explanation, formula }) => {
    const quotient = formula ? [formula.numerator, formula.denominator] : []
    const told = [name, short, explanation, ...quotient.filter(({ en, es }) => isPhrase(en) && isPhrase(es))]
    return told.flatMap(({ en, es }) => [fold(en), fold(es)])
  }),
)
/** Those that are found inside other words, too: a single word may mean anything. */
const PHRASES: readonly string[] = [...REGISTERED].filter(isPhrase)

/** Texts of a screen that tell of a measure what only the registry may tell. */
export function findOwnMeasureWords(source: Source): readonly Finding[] {
  if (!SCREENS.includes(source.room) || source.isTest) return []
  return listTexts(source).flatMap(({ text, at }) => {
    const told = fold(text)
    const words = REGISTERED.has(told) ? told : PHRASES.find((phrase) => hasPhrase(told, phrase))
    return words === undefined || OTHERWISE[source.path]?.includes(words)
      ? []
      : [toFinding(source, at, `“${words}” is a measure's; take its words from the registry of kpi`)]
  })
}

interface Text {
  readonly text: string
  readonly at: number
}

/** What people read: the texts of catalogues, and those between tags. */
function listTexts({ program }: Source): readonly Text[] {
  const catalogues: { readonly start: number; readonly end: number }[] = []
  const found: Text[] = []
  const add = (text: string, at: number): void => {
    if (catalogues.some(({ start, end }) => at >= start && at < end)) found.push({ text, at })
  }
  new Visitor({
    CallExpression: ({ callee, start, end }) => {
      if (callee.type === 'Identifier' && callee.name === 'defineMessages') catalogues.push({ start, end })
    },
    Literal: ({ value, start }) => void (typeof value === 'string' && add(value, start)),
    TemplateElement: ({ value, start }) => add(value.raw, start),
    JSXText: ({ value, start }) => void found.push({ text: value, at: start }),
  }).visit(program)
  return found
}

function isPhrase(text: string): boolean {
  return text.length > 7 && /[ -]/.test(text)
}

function hasPhrase(text: string, phrase: string): boolean {
  const at = text.indexOf(phrase)
  if (at < 0) return false
  return !/\p{L}/u.test(text.charAt(at - 1)) && !/\p{L}/u.test(text.charAt(at + phrase.length))
}

/** In lower case, with one kind of hyphen and of blank, and without a full stop. */
function fold(text: string): string {
  return text.toLowerCase().replaceAll('\u2011', '-').replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '')
}
