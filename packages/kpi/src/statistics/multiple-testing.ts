/**
 * The p values adjusted for how many there are: those at most q are discoveries of which on average no more than
 * a share q is false. In the order given; ties are alike.
 *
 * Source: Y. Benjamini, Y. Hochberg, JRSS B 57 (1995) 289–300.
 */
export function adjustForDiscoveries(ps: readonly number[]): readonly number[] {
  const order = ps.map((p, at) => ({ p, at })).sort((a, b) => b.p - a.p)
  const adjusted = ps.map(() => 1)
  let least = 1
  order.forEach(({ p, at }, place) => {
    least = Math.min(least, (p * ps.length) / (ps.length - place))
    adjusted[at] = least
  })
  return adjusted
}
