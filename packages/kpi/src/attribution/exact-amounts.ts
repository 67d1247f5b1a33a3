/** Amounts as whole numbers of the smallest unit any of them is written in. */
export type ReadAmounts =
  | { readonly kind: 'read'; readonly amountsMinor: readonly number[]; readonly decimals: number }
  | { readonly kind: 'unreadable'; readonly index: number }

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/

/**
 * Reads decimal texts (`12`, `-0.5`, `1234.567`) as whole numbers of one unit: 10^−decimals, where `decimals`
 * is the longest fraction among them. Nothing passes through binary fractions, so that what is split and
 * added up stays exact. Empty text is 0. `unreadable` names the first text that is no such number, or too
 * large to be exact.
 */
export function parseAmounts(texts: readonly string[]): ReadAmounts {
  const matches = texts.map((text) => DECIMAL.exec(text.trim() === '' ? '0' : text.trim()))
  const decimals = matches.reduce(
    (most, match) => Math.max(most, match?.[3]?.replace(/0+$/, '').length ?? 0),
    0,
  )
  const amountsMinor: number[] = []
  for (const [index, match] of matches.entries()) {
    const amount = match ? toWhole(match, decimals) : NaN
    if (!Number.isSafeInteger(amount)) return { kind: 'unreadable', index }
    amountsMinor.push(amount)
  }
  return { kind: 'read', amountsMinor, decimals }
}

/** The decimal number that so many units of 10^−decimals are; the nearest there is. */
export function toDecimal(amountMinor: number, decimals: number): number {
  return Number(`${amountMinor}e-${decimals}`)
}

function toWhole([, sign = '', whole = '', fraction = '']: RegExpExecArray, decimals: number): number {
  return Number(`${sign}${whole}${fraction.slice(0, decimals).padEnd(decimals, '0')}`) + 0
}
