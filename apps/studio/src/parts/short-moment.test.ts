import { expect, test } from 'vitest'
import { toShortMoment } from './short-moment.ts'

const view = { locale: 'en', zone: 'Europe/Madrid', now: Date.parse('2026-11-18T12:10:00Z') } as const

test.each([
  { at: '2026-11-18T11:04:00Z', text: '12:04', why: 'today, on the clock of the zone' },
  { at: '2026-11-17T22:59:00Z', text: 'Tue', why: 'a minute before midnight there' },
  { at: '2026-11-12T12:00:00Z', text: 'Thu', why: 'six days ago' },
  { at: '2026-11-11T12:00:00Z', text: '11 Nov', why: 'a week ago the weekday would be today’s' },
  { at: '2025-11-18T12:00:00Z', text: '18 Nov 2025', why: 'another year' },
  { at: '2026-11-20T12:00:00Z', text: '20 Nov', why: 'to come' },
])('$at reads "$text" ($why)', ({ at, text }) => {
  expect(toShortMoment(Date.parse(at), view)).toBe(text)
})

test('Spanish reads its own names', () => {
  expect(toShortMoment(Date.parse('2026-11-13T12:00:00Z'), { ...view, locale: 'es' })).toBe('vie')
})
