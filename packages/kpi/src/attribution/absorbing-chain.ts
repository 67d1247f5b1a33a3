/**
 * A Markov chain that ends, as counts: from state `i`, `weights[e]` of the observed moves went to
 * `targets[e]`, for `e` in `[rows[i], rows[i + 1])`; `goals[i]` ended well and `losses[i]` ended otherwise.
 * Every state must lead to an end.
 */
export interface AbsorbingChain {
  readonly rows: Int32Array
  readonly targets: Int32Array
  readonly weights: Float64Array
  readonly goals: Float64Array
  readonly losses: Float64Array
}
