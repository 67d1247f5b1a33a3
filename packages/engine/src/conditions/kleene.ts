/** Three-valued truth after Kleene; undefined is "unknown". */
export type Truth = boolean | undefined

/** The opposite; the opposite of unknown is unknown. */
export function negate(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}

/** True if all are, false if one is not; else unknown. Stops at the first false. */
export function everyTruth<T>(items: readonly T[], judge: (item: T) => Truth): Truth {
  let answer: Truth = true
  for (const item of items) {
    const truth = judge(item)
    if (truth === false) return false
    if (truth === undefined) answer = undefined
  }
  return answer
}

/** True if one is, false if none is; else unknown. Stops at the first true. */
export function someTruth<T>(items: readonly T[], judge: (item: T) => Truth): Truth {
  let answer: Truth = false
  for (const item of items) {
    const truth = judge(item)
    if (truth === true) return true
    if (truth === undefined) answer = undefined
  }
  return answer
}
