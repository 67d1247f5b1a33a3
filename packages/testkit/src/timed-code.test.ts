import { expect, test } from 'vitest'
import { toTimedCode } from './timed-code.ts'

/** Appendix B of RFC 6238, SHA-1, the last six of eight digits; the secret is 12345678901234567890. */
test.each([
  { atS: 59, code: '287082' },
  { atS: 1_111_111_109, code: '081804' },
  { atS: 1_111_111_111, code: '050471' },
  { atS: 1_234_567_890, code: '005924' },
  { atS: 2_000_000_000, code: '279037' },
  { atS: 20_000_000_000, code: '353130' },
])('at $atS s an app shows $code', ({ atS, code }) => {
  const uri = 'otpauth://totp/Periplo:ana?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Periplo'
  expect(toTimedCode(uri, atS * 1_000)).toBe(code)
})
