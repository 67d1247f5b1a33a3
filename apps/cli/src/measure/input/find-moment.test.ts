import { expect, test } from 'vitest'
import { findMoment } from './find-moment.ts'

test.each([
  { text: '2026-03-01', zone: 'UTC', iso: '2026-03-01T00:00:00.000Z', why: 'a day is its midnight' },
  { text: '20260301', zone: 'UTC', iso: '2026-03-01T00:00:00.000Z', why: 'without dashes' },
  { text: '2026-03-01 09:30', zone: 'UTC', iso: '2026-03-01T09:30:00.000Z', why: 'a blank between' },
  {
    text: '2026-03-01T09:30:15.123456Z',
    zone: 'Europe/Madrid',
    iso: '2026-03-01T09:30:15.123Z',
    why: 'an offset wins',
  },
  {
    text: '2010-12-30T11:02:00.000+01:00',
    zone: 'UTC',
    iso: '2010-12-30T10:02:00.000Z',
    why: 'as XES has it',
  },
  { text: '2026-03-01 09:30:00 +0530', zone: 'UTC', iso: '2026-03-01T04:00:00.000Z', why: 'half hours' },
  { text: '2026-01-15', zone: 'Europe/Madrid', iso: '2026-01-14T23:00:00.000Z', why: 'local winter' },
  {
    text: '2026-03-29 02:30',
    zone: 'Europe/Madrid',
    iso: '2026-03-29T01:30:00.000Z',
    why: 'an hour that is skipped',
  },
  {
    text: '2026-10-25 02:30',
    zone: 'Europe/Madrid',
    iso: '2026-10-25T00:30:00.000Z',
    why: 'the first of two',
  },
  { text: '1772357400', zone: 'Europe/Madrid', iso: '2026-03-01T09:30:00.000Z', why: 'epoch seconds' },
  { text: '1772357400123', zone: 'UTC', iso: '2026-03-01T09:30:00.123Z', why: 'epoch milliseconds' },
  { text: '2024-02-29', zone: 'UTC', iso: '2024-02-29T00:00:00.000Z', why: 'a leap day' },
])('reads $text in $zone ($why)', ({ text, zone, iso }) => {
  expect(new Date(findMoment(text, zone) ?? Number.NaN).toISOString()).toBe(iso)
})

test.each([
  '',
  'yesterday',
  '2026-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-03-01T24:00',
  '2026-03-01T09:60',
  '01/03/2026',
  '3.1.2026',
  '2026-03',
  '42',
])('%s is no moment', (text) => {
  expect(findMoment(text, 'UTC')).toBeUndefined()
})
