/** What a channel adds on average over all orders in which channels could join. */
export interface ShapleyValue {
  readonly channel: string
  readonly value: number
  /** The range that holds the exact value at 95 %; null where `value` is exact. */
  readonly interval: { readonly lo: number; readonly hi: number } | null
}

/** Paths that touched exactly these channels. */
export interface Coalition {
  /** Indices of channels, rising; at least one. */
  readonly members: readonly number[]
  readonly conversions: number
  readonly nulls: number
}
