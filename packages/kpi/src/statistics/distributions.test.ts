import { describe, expect, test } from 'vitest'
import {
  binomialCdf,
  chiSquaredTail,
  normalCdf,
  normalQuantile,
  normalTwoSidedP,
  studentOfLevel,
  studentTwoSidedP,
  zOfLevel,
} from './distributions.ts'
import { erfc, incompleteBeta, lnBeta, lnGamma } from './special-functions.ts'

/** Relative error at most 1e-9, whatever the size. */
function expectClose(value: number, published: number, tolerance = 1e-9): void {
  expect(Math.abs(value - published)).toBeLessThanOrEqual(tolerance * Math.abs(published))
}

describe('special functions agree with published values', () => {
  test.each([
    { x: 1.005, gamma: 0.997_138_535_3, why: 'A&S table 6.1' },
    { x: 1.25, gamma: 0.906_402_477_1, why: 'A&S table 6.1' },
    { x: 1.5, gamma: 0.886_226_925_5, why: 'A&S table 6.1' },
    { x: 1.75, gamma: 0.919_062_526_8, why: 'A&S table 6.1' },
  ])('Γ($x) = $gamma ($why, ten places)', ({ x, gamma }) => {
    expect(Math.exp(lnGamma(x))).toBeCloseTo(gamma, 9)
  })

  test.each([
    { x: 0.5, is: Math.log(Math.PI) / 2, why: 'Γ(½) = √π, DLMF 5.4.6' },
    { x: 0.1, is: 2.252_712_651_734_206, why: 'Γ(0.1) = 9.513507698668732, DLMF 5.22' },
    { x: 10, is: Math.log(362_880), why: '9!' },
    { x: 101, is: 363.739_375_555_563_5, why: '100! = 9.332621544394415e157, A&S table 6.3' },
    { x: 1e6, is: 12_815_504.569_147_61, why: 'Stirling’s series, DLMF 5.11.1' },
  ])('ln Γ($x) ($why)', ({ x, is }) => {
    expectClose(lnGamma(x), is)
  })

  test.each([
    { a: 0.5, b: 0.5, is: Math.log(Math.PI), why: 'B(½, ½) = π' },
    { a: 2, b: 3, is: -Math.log(12), why: '1! 2! ÷ 4!' },
    { a: 1e5, b: 2e5, is: -190_958.885_279_116_8, why: 'large, by Stirling’s series' },
  ])('ln B($a, $b) ($why)', ({ a, b, is }) => {
    expectClose(lnBeta(a, b), is)
  })

  test.each([
    { x: 0.1, is: 0.887_537_083_98 },
    { x: 0.5, is: 0.479_500_122_19 },
    { x: 1, is: 0.157_299_207_05 },
    { x: 1.5, is: 0.033_894_853_52 },
    { x: 2, is: 0.004_677_734_98 },
  ])('erfc($x) = $is (DLMF 7.23, eleven places)', ({ x, is }) => {
    expect(erfc(x)).toBeCloseTo(is, 10)
    expect(erfc(-x)).toBeCloseTo(2 - is, 10)
  })

  test('erfc keeps its digits far out (erfc 10 = 2.0884875837625447570e-45)', () => {
    expectClose(erfc(10), 2.088_487_583_762_545e-45)
    expect(erfc(30)).toBe(0)
  })

  test.each([
    { x: 0.3, a: 2, b: 5, is: 0.579_825, why: 'a polynomial: 1 − 0.7⁵ (1 + 5·0.3)' },
    { x: 0.5, a: 20, b: 20, is: 0.5, why: 'by symmetry' },
    { x: 0.75, a: 1, b: 4, is: 1 - 0.25 ** 4, why: '1 − (1 − x)^b' },
    { x: 0.5, a: 0.5, b: 0.5, is: 0.5, why: 'arcsine' },
    { x: 0.5, a: 1e5, b: 100_100, is: 0.588_446_803_148_859_7, why: 'large, where lnΓ would cancel' },
  ])('I_$x($a, $b) ($why)', ({ x, a, b, is }) => {
    expectClose(incompleteBeta(x, a, b), is)
    expectClose(1 - incompleteBeta(1 - x, b, a), is)
  })
})

describe('distributions agree with published tables', () => {
  test.each([
    { z: 0, is: 0.5 },
    { z: 1, is: 0.841_344_746_068_543 },
    { z: 1.96, is: 0.975_002_104_851_78 },
    { z: 3, is: 0.998_650_101_968_37 },
  ])('Φ($z) = $is (A&S table 26.1, fifteen places)', ({ z, is }) => {
    expect(normalCdf(z)).toBeCloseTo(is, 13)
    expect(normalCdf(-z)).toBeCloseTo(1 - is, 13)
  })

  test.each([
    { p: 0.25, z: -0.674_489_750_196_081_7, why: 'AS 241, Wichura 1988' },
    { p: 0.001, z: -3.090_232_306_167_813, why: 'AS 241, Wichura 1988' },
    { p: 1e-20, z: -9.262_340_089_798_41, why: 'AS 241, Wichura 1988' },
    { p: 0.975, z: 1.959_963_984_540_054, why: 'Wichura’s 1.95996398454' },
  ])('Φ⁻¹($p) = $z ($why)', ({ p, z }) => {
    expectClose(normalQuantile(p), z, 1e-12)
  })

  test('the z of an interval is the one everybody knows', () => {
    expectClose(zOfLevel(0.95), 1.959_963_984_540_054)
    expect(normalTwoSidedP(zOfLevel(0.99))).toBeCloseTo(0.01, 14)
  })

  test.each([
    { df: 1, t: 12.706_204_736_174_7, why: 'tan(0.475 π)' },
    { df: 2, t: 4.302_652_729_749_46, why: '0.95 √(2 ÷ (1 − 0.95²))' },
    { df: 10, t: 2.228_138_851_986_27, why: 'NIST/SEMATECH e-Handbook 1.3.6.7.2: 2.228' },
    { df: 30, t: 2.042_272_456_301_24, why: 'NIST/SEMATECH e-Handbook 1.3.6.7.2: 2.042' },
    { df: 1e6, t: 1.959_966_356_814_1, why: 'z + (z³ + z) ÷ 4ν, A&S 26.7.5' },
  ])('t at 95 % with $df degrees of freedom is $t ($why)', ({ df, t }) => {
    expectClose(studentOfLevel(0.95, df), t)
    expectClose(studentTwoSidedP(t, df), 0.05)
  })

  test.each([
    { x: 3.841_458_820_694_124, df: 1, is: 0.05, why: 'the square of 1.96' },
    { x: -2 * Math.log(0.05), df: 2, is: 0.05, why: 'e^(−x/2)' },
    { x: 7.814_727_903_251_179, df: 3, is: 0.05, why: 'A&S table 26.8: 7.81473' },
    { x: 9.487_729_036_781_154, df: 4, is: 0.05, why: 'A&S table 26.8: 9.48773' },
    { x: 23.209_251_158_954_36, df: 10, is: 0.01, why: 'A&S table 26.8: 23.2093' },
    { x: 0, df: 5, is: 1, why: 'nothing is below nothing' },
  ])('χ² ≥ $x with $df degrees of freedom has chance $is ($why)', ({ x, df, is }) => {
    expectClose(chiSquaredTail(x, df), is)
  })

  test.each([
    { k: 3, n: 10, p: 0.5, is: 176 / 1024, why: '1 + 10 + 45 + 120 of 1024' },
    { k: -1, n: 10, p: 0.5, is: 0, why: 'fewer than none' },
    { k: 10, n: 10, p: 0.5, is: 1, why: 'all there are' },
    { k: 0, n: 5, p: 0.2, is: 0.8 ** 5, why: 'none' },
  ])('at most $k of $n at $p has chance $is ($why)', ({ k, n, p, is }) => {
    expectClose(binomialCdf(k, n, p), is)
  })
})
