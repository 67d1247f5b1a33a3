import { expect, test } from 'vitest'
import { readSentiment, toLanguage, toSentimentMeasures } from './k25-sentiment.ts'
import { SPANISH_PHRASES, SPANISH_WORDS } from './lexicon/spanish-words.ts'
import { foldSpanish, listForms, listRoots } from './spanish-forms.ts'
import { scoreSpanish } from './spanish.ts'

const FRAME = { window: { from: 0, to: 1 }, asOf: 1 }
/** The score of one text whose words weigh so much together. */
const ofSum = (sum: number) => sum / Math.sqrt(sum * sum + 15)

test.each([
  { text: 'El servicio fue excelente', sum: 3.4, why: 'a word of the list' },
  { text: 'atencion pesima', sum: -2.5, why: 'accents are not needed' },
  { text: 'muy bueno', sum: 1.9 + 0.293, why: 'a word of degree before' },
  { text: 'me gusta mucho', sum: 2.2 + 0.293, why: 'a word of degree behind' },
  { text: 'buenísimo', sum: 2.5, why: 'its own entry wins over -ísimo' },
  { text: 'rapidísima', sum: 1.9 + 0.293, why: '-ísimo is a word of degree' },
  { text: 'riquísimo', sum: 2.2 + 0.293, why: 'the c of rico comes back' },
  { text: 'lamentablemente', sum: -2.5, why: 'adverbs weigh what their adjective does' },
  { text: 'no fue bueno', sum: 1.9 * -0.74, why: 'a negation within three words' },
  { text: 'nunca en la vida fue bueno', sum: 1.9, why: 'too far away' },
  { text: 'no hay ningún problema', sum: 1.6 * 0.74, why: 'two negations are one' },
  { text: 'poco útil', sum: 1.9 * -0.74, why: '`poco` negates what is good' },
  { text: 'poco lento', sum: -1.6, why: 'but not what is bad' },
  { text: 'un poco lento', sum: -1.6 + 0.293, why: '`un poco` softens' },
  { text: 'bien rápido', sum: 1.9 + 0.293, why: '`bien` before a word of weight is a word of degree' },
  { text: 'lento pero bueno', sum: -1.6 * 0.5 + 1.9 * 1.5, why: '`pero` turns the sentence' },
  {
    text: 'lento, sin embargo bueno',
    sum: -1.6 * 0.5 + 1.9 * 1.5,
    why: 'so does `sin embargo`, which negates nothing',
  },
  { text: 'sin duda bueno', sum: 1.9 + 0.293, why: '`sin duda` strengthens' },
  { text: 'no solo bueno', sum: 1.9, why: '`no solo` does not negate' },
  { text: 'la app no funciona', sum: -1.9, why: 'a phrase with a weight of its own' },
  { text: 'ayer dejó de funcionar', sum: -2, why: 'what stops working is not what works' },
  { text: 'resolvieron el problema', sum: 1.9 + 1.6 * 0.74, why: 'something bad that is remedied' },
  { text: 'no resolvieron el problema', sum: 1.9 * -0.74 - 1.6, why: 'or is not' },
  { text: 'todo BUENO', sum: 1.9 + 0.733 + 0.293, why: 'capitals among small letters' },
  { text: 'TODO BUENO', sum: 1.9 + 0.293, why: 'capitals all over say nothing' },
  { text: '¡bueno!', sum: 1.9 + 0.292, why: 'one mark of exclamation; ¡ is not another' },
  { text: '👍', sum: 1.7, why: 'an emoji is a word' },
  { text: 'ok :(', sum: 1.2 - 1.9, why: 'so is an emoticon' },
  { text: 'El pedido llegó el martes', sum: 0, why: 'nothing to feel' },
])('$text ($why)', ({ text, sum }) => {
  expect(scoreSpanish(text).compound).toBeCloseTo(ofSum(sum), 9)
})

test.each([
  { entry: 'fácil+', forms: ['facil', 'faciles'], why: 'a consonant takes -es' },
  { entry: 'amable+', forms: ['amable', 'amables'], why: 'a vowel takes -s' },
  { entry: 'lent~', forms: ['lento', 'lenta', 'lentos', 'lentas'], why: 'four forms' },
  { entry: 'bien', forms: ['bien'], why: 'itself' },
])('$entry stands for $forms ($why)', ({ entry, forms }) => {
  expect(listForms(entry)).toEqual(forms)
})

test('verbs stand for their forms on every stem', () => {
  const forms = new Set(listForms('resuelv|resolv/er'))
  for (const form of ['resuelve', 'resolvieron', 'resolver', 'resuelven', 'resolviendo', 'resolvere'])
    expect(forms).toContain(form)
})

test('ñ is a letter of its own, other accents are folded', () => {
  expect(foldSpanish('Niño, RÁPIDO, pingüino')).toBe('niño, rapido, pinguino')
  expect(listRoots('casa')).toEqual([])
})

test('no form stands in the list with two signs, and no phrase is out of reach', () => {
  const signs = new Map<string, number>()
  for (const [valence, entries] of Object.entries(SPANISH_WORDS))
    for (const form of entries.split(' ').flatMap(listForms)) {
      const sign = Math.sign(Number(valence))
      expect({ form, sign: signs.get(form) ?? sign }).toEqual({ form, sign })
      signs.set(form, sign)
    }
  for (const phrase of Object.keys(SPANISH_PHRASES)) expect(phrase.split(' ').length).toBeLessThanOrEqual(4)
})

test.each([
  {
    text: 'El pedido llegó el martes por la mañana a casa y lo abrió mi hermana: bien',
    score: null,
    why: '1 of 16 words is known',
  },
  {
    text: 'bien pero tarde, dijo ella hoy en la tienda',
    score: 'some',
    why: '1 of 9 words is known: over a tenth',
  },
  { text: '', score: null, why: 'no word at all' },
])('the score of "$text" is $score ($why)', ({ text, score }) => {
  const read = readSentiment(text, 'es')
  if (score === null) expect(read.score).toBeNull()
  else expect(read.score).not.toBeNull()
})

test.each([
  { text: 'Muy buen servicio, gracias', language: 'es', why: 'its words are in the Spanish list' },
  { text: 'Very good service, thanks', language: 'en', why: 'its words are in the English list' },
  { text: 'El año pasado', language: 'es', why: 'ñ' },
])('$text is read as $language ($why)', ({ text, language }) => {
  expect(readSentiment(text).language).toBe(language)
})

test('a locale names the language, and a foreign one gets no score', () => {
  expect(['es-AR', 'EN_us', 'fr'].map(toLanguage)).toEqual(['es', 'en', 'other'])
  expect(readSentiment('très bon, merci', 'other')).toMatchObject({ score: null, coverage: 0 })
})

test('texts that could not be read are in the coverage and nowhere else', () => {
  const texts = ['excelente', 'pésimo', 'el pedido llegó el martes'].map((text) => readSentiment(text, 'es'))
  const { mean, negative, coverage } = toSentimentMeasures(texts, FRAME)
  expect(mean).toMatchObject({ n: 2, status: 'small_n' })
  expect(mean.value).toBeCloseTo((ofSum(3.4) + ofSum(-2.5)) / 2, 9)
  expect(negative).toMatchObject({ numerator: 1, denominator: 2 })
  expect(coverage).toMatchObject({ numerator: 2, denominator: 7, n: 3 })
  expect(toSentimentMeasures([], FRAME).mean.status).toBe('no_data')
})
