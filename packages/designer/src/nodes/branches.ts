import type { SplitBranch } from '@periplo/model'

/** Names of branches, in order. */
const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

/** A branch without parts, named by the first letter that is free. */
export function toNewBranch(branches: readonly SplitBranch[]): SplitBranch {
  const taken = new Set(branches.map((branch) => branch.id))
  const id = LETTERS.find((letter) => !taken.has(letter)) ?? `branch-${branches.length + 1}`
  return { id, title: id.toUpperCase(), weight: 0 }
}

/** What a weight comes to among all of them, from 0 to 1; null where all are zero. */
export function toShareOf(weight: number, branches: readonly { readonly weight: number }[]): number | null {
  const total = branches.reduce((sum, branch) => sum + branch.weight, 0)
  return total === 0 ? null : weight / total
}
