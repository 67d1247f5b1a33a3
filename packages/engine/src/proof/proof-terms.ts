/** What a proof is held against. */
export interface ProofTerms {
  /** Messages a person should get in seven days at most, out of one run. */
  readonly weeklyLimit: number
  /** Channels the workspace can send on; absent where that is not known. */
  readonly connected?: ReadonlySet<string>
}

/** One message a day, on any channel. */
export const DEFAULT_TERMS: ProofTerms = { weeklyLimit: 7 }
