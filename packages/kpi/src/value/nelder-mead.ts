/** Where a function is least, as far as it was found. */
export interface Minimum {
  readonly at: readonly number[]
  readonly value: number
  /** False where the steps ran out first. */
  readonly converged: boolean
}

interface Corner {
  readonly at: readonly number[]
  readonly value: number
}

/** Values this close, relative to their size, are taken to be the same: while starts are compared, and at last. */
const ROUGH = 1e-8
const TOLERANCE = 1e-13
const MOST_STEPS = 1_000
/** How often a simplex is set up anew around what was found: a flat one is the method's known failure. */
const FRESH_STARTS = 3

/**
 * Looks for the least value of a function without derivatives (Nelder–Mead: reflect, expand, contract,
 * shrink) from each of several starts. Where the best of them has come to rest a fresh simplex is set up,
 * until that finds nothing better. Values that are NaN count as infinite. Promises a local minimum, not the
 * global one: that is what several starts are for.
 *
 * Source: J. A. Nelder, R. Mead, Comput. J. 7 (1965) 308–313; J. C. Lagarias et al., SIAM J. Optim. 9 (1998)
 * 112–147 (the coefficients 1, 2, ½, ½).
 */
export function minimise(
  f: (at: readonly number[]) => number,
  starts: readonly (readonly number[])[],
): Minimum {
  const look: Look = (at) => {
    const value = f(at)
    return { at, value: Number.isNaN(value) ? Infinity : value }
  }
  const found = starts.map((start) => settle(look, start, ROUGH))
  return polish(
    look,
    found.reduce((best, next) => (next.value < best.value ? next : best)),
  )
}

type Look = (at: readonly number[]) => Corner

function polish(look: Look, found: Minimum): Minimum {
  let best = found
  for (let fresh = 0; fresh < FRESH_STARTS; fresh++) {
    const next = settle(look, best.at, TOLERANCE)
    const gain = best.value - next.value
    best = gain >= 0 ? next : best
    if (!(gain > TOLERANCE * Math.max(1, Math.abs(best.value)))) break
  }
  return best
}

function settle(look: Look, start: readonly number[], tolerance: number): Minimum {
  const corners = [
    look(start),
    ...start.map((_, axis) => look(start.map((x, at) => (at === axis ? x + 0.5 : x)))),
  ]
  for (let step = 0; step < MOST_STEPS; step++) {
    corners.sort((a, b) => a.value - b.value)
    if (isSettled(corners, tolerance)) return toMinimum(corners, true)
    move(look, corners)
  }
  corners.sort((a, b) => a.value - b.value)
  return toMinimum(corners, false)
}

function toMinimum([best]: readonly Corner[], converged: boolean): Minimum {
  return { at: best?.at ?? [], value: best?.value ?? Infinity, converged }
}

function isSettled(corners: readonly Corner[], tolerance: number): boolean {
  const [best, worst] = [corners[0], corners.at(-1)]
  if (!best || !worst || !Number.isFinite(worst.value)) return false
  return worst.value - best.value <= tolerance * Math.max(1, Math.abs(best.value))
}

/** One step: the worst corner moves, or all but the best draw near. `corners` are sorted, the best first. */
function move(look: Look, corners: Corner[]): void {
  const worst = corners.at(-1)
  const best = corners[0]
  if (!worst || !best) return
  const others = corners.slice(0, -1)
  const middle = best.at.map(
    (_, axis) => others.reduce((sum, { at }) => sum + (at[axis] ?? 0), 0) / others.length,
  )
  const along = (far: number): Corner => look(middle.map((x, axis) => x + far * (x - (worst.at[axis] ?? 0))))
  const place = (corner: Corner): void => void corners.splice(-1, 1, corner)
  const reflected = along(1)
  const secondWorst = others.at(-1)?.value ?? best.value
  if (reflected.value < best.value) {
    const expanded = along(2)
    return place(expanded.value < reflected.value ? expanded : reflected)
  }
  if (reflected.value < secondWorst) return place(reflected)
  const contracted = reflected.value < worst.value ? along(0.5) : along(-0.5)
  if (contracted.value < Math.min(reflected.value, worst.value)) return place(contracted)
  corners.forEach((corner, at) => {
    if (at > 0) corners[at] = look(corner.at.map((x, axis) => ((best.at[axis] ?? 0) + x) / 2))
  })
}
