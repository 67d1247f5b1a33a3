import { listMeasures } from '@periplo/kpi'
import { expect, test } from 'vitest'
import { findMeasures } from './find-measures.ts'

const ALL = listMeasures()

test.each([
  { sought: '', finds: 'nps', why: 'nothing is sought' },
  { sought: '  ', finds: 'nps', why: 'blanks are nothing' },
  { sought: 'K21', finds: 'nps', why: 'by its KPI' },
  { sought: 'dróp-OFF', finds: 'drop-off', why: 'accents and case make no difference' },
  { sought: 'atencion permanencia', finds: 'dwell', why: 'in Spanish, by who reads it and by its name' },
  { sought: 'stuck permanencias', finds: 'stuck', why: 'in both languages at once' },
])('"$sought" finds $finds ($why)', ({ sought, finds }) => {
  expect(findMeasures(ALL, sought).map(({ id }) => id)).toContain(finds)
})

test('a word more finds no more, and what nobody wrote finds nothing', () => {
  const broad = findMeasures(ALL, 'store')
  const narrow = findMeasures(ALL, 'store orders')
  expect(broad.length).toBeGreaterThan(narrow.length)
  expect(narrow.filter((measure) => !broad.includes(measure))).toEqual([])
  expect(findMeasures(ALL, 'xyzzy')).toEqual([])
})
