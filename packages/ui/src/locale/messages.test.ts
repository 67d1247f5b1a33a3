import { expect, test } from 'vitest'
import { defineMessages, findUntranslated, plural } from './messages.ts'
import { UI_MESSAGES } from './ui-messages.ts'

test('every text of the kit exists in both languages', () => {
  expect(Object.keys(UI_MESSAGES.es).sort()).toEqual(Object.keys(UI_MESSAGES.en).sort())
})

test('no Spanish text of the kit is English left behind', () => {
  expect(findUntranslated(UI_MESSAGES)).toEqual([])
})

test('a forgotten text is found, plain or with arguments', () => {
  const texts = defineMessages({
    en: { save: 'Save', error: 'Error', people: ({ count }: { count: number }) => `${count} people` },
    es: { save: 'Guardar', error: 'Error', people: ({ count }) => `${count} people` },
  })
  expect(findUntranslated(texts)).toEqual(['error', 'people'])
})

test('a catalogue with a missing name, a name too many or other arguments does not compile', () => {
  // @ts-expect-error the Spanish text is missing
  const missing = defineMessages({ en: { save: 'Save' }, es: {} })
  // @ts-expect-error nothing in English goes with it
  const extra = defineMessages({ en: { save: 'Save' }, es: { save: 'Guardar', undo: 'Deshacer' } })
  const otherArgs = defineMessages({
    en: { people: ({ count }: { count: number }) => `${count} people` },
    // @ts-expect-error English promises a number called count
    es: { people: ({ total }: { total: string }) => `${total} personas` },
  })
  // @ts-expect-error a text with arguments is not a plain one
  const plain = defineMessages({ en: { people: (count: number) => `${count}` }, es: { people: 7 } })
  expect([missing, extra, otherArgs, plain]).toHaveLength(4)
})

test.each([
  { locale: 'en', count: 1, form: 'person', why: 'one' },
  { locale: 'en', count: 0, form: 'people', why: 'none is many in English' },
  { locale: 'en', count: 1.5, form: 'people', why: 'a fraction is many in English' },
  { locale: 'es', count: 1, form: 'person', why: 'one' },
  { locale: 'es', count: 0, form: 'people', why: 'none is many in Spanish' },
  { locale: 'es', count: 1_000_000, form: 'people', why: 'without a form for millions the plural serves' },
] as const)('$count in $locale takes "$form" ($why)', ({ locale, count, form }) => {
  expect(plural(locale, count, { one: 'person', other: 'people' })).toBe(form)
})

test('Spanish millions may take their own form', () => {
  const forms = { one: 'persona', other: 'personas', many: 'de personas' }
  expect(plural('es', 1_000_000, forms)).toBe('de personas')
})
