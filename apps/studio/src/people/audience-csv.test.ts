import { expect, test } from 'vitest'
import { toAudienceCsv, toFileName } from './audience-csv.ts'

test('an audience is a line for each of its people, with empty cells for what is not known', () => {
  const since = Date.UTC(2026, 2, 2, 10)
  const one = { personId: 'p1', since, emailSha256: 'aa', phoneSha256: null, phoneDigitsSha256: null }
  const other = { personId: 'p2', since, emailSha256: null, phoneSha256: 'bb', phoneDigitsSha256: 'cc' }
  expect(toAudienceCsv([one, other])).toBe(
    [
      'person_id,since,email_sha256,phone_sha256,phone_digits_sha256',
      'p1,2026-03-02T10:00:00.000Z,aa,,',
      'p2,2026-03-02T10:00:00.000Z,,bb,cc',
      '',
    ].join('\r\n'),
  )
})

test.each([
  { audience: 'Win-back, no ads', name: 'win-back-no-ads.csv', why: 'signs become dashes' },
  { audience: 'Días de niños', name: 'dias-de-ninos.csv', why: 'letters without their accents' },
  { audience: '../../etc', name: 'etc.csv', why: 'no way out of the folder' },
  { audience: '—', name: 'audience.csv', why: 'nothing is left' },
])('the file of $audience is called $name ($why)', ({ audience, name }) => {
  expect(toFileName(audience)).toBe(name)
})
