/** Whose data a call is about. Rows of other workspaces do not exist for it. */
export interface InWorkspace {
  readonly workspaceId: string
}

/** Who acts: a member's id and name as shown beside what they changed. */
export interface Actor {
  readonly memberId: string
  readonly name: string
}
