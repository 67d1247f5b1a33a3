/** What members of a loyalty programme did, beside everybody else. */
export interface Membership {
  readonly members: number
  /** Members who earned, redeemed or bought in the window. */
  readonly active: number
  readonly pointsEarned: number
  readonly pointsRedeemed: number
  /** Persons who bought in the window, and their net revenue in minor units. */
  readonly buying: { readonly members: number; readonly others: number }
  readonly revenueMinor: { readonly members: number; readonly others: number }
}

/** Points redeemed ÷ points earned in the window; null where none were earned. Above 1 more is burned than earned. */
export function toBurnRatio({ pointsEarned, pointsRedeemed }: Membership): number | null {
  return pointsEarned > 0 ? pointsRedeemed / pointsEarned : null
}

/**
 * Net revenue per buying member ÷ per other buyer; null where one of the two bought nothing. Members buy more
 * to begin with: that is why they joined. It is no effect of the programme.
 */
export function toSpendRatio({ buying, revenueMinor }: Membership): number | null {
  if (buying.members === 0 || buying.others === 0 || revenueMinor.others <= 0) return null
  return revenueMinor.members / buying.members / (revenueMinor.others / buying.others)
}
