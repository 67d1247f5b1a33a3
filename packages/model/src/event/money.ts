/** Decimal places of a currency where they are not two (ISO 4217, list one, "minor units"). */
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...toEntries(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...toEntries(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...toEntries(4, 'CLF UYW'),
])

function toEntries(exponent: number, codes: string): readonly (readonly [string, number])[] {
  return codes.split(' ').map((code) => [code, exponent])
}

/** How many decimal places the currency has; two where ISO 4217 says nothing else. */
export function currencyExponent(currency: string): number {
  return EXPONENTS.get(currency) ?? 2
}

/**
 * An amount in whole units as minor units of the currency, halves away from zero. Decimal, not binary: 1.005
 * USD is 101 cents. Undefined where it does not fit a safe integer.
 */
export function toMinorUnits(amount: number, currency: string): number | undefined {
  const scaled = Number((Math.abs(amount) * 10 ** currencyExponent(currency)).toPrecision(15))
  const minor = Math.sign(amount) * Math.round(scaled)
  return Number.isSafeInteger(minor) ? minor + 0 : undefined
}
