import type { Enrollment, Move, Moved, NodeId, VersionId } from '@periplo/model'
import type { CompiledJourney } from '../compile-journey.ts'
import { findFollowed, findNode } from './places.ts'

/** What a move means for one run. */
export type MoveDecision =
  | { readonly kind: 'stay' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'go'; readonly versionId: VersionId; readonly node: NodeId }
  | { readonly kind: 'return'; readonly origin: NonNullable<Moved['origin']> }

/** Whether a move asks a run anything: each run that is under way on one of its versions, once. */
export function isAsked({ no, plan }: Move, { status, versionId, envelope }: Enrollment): boolean {
  const asked = envelope.moved?.no ?? 0
  if (status === 'ended' || asked >= no || !plan.from.includes(versionId)) return false
  return plan.kind !== 'back' || asked === plan.undoes
}

/** Versions a run may come to by a move, those it is on left out. */
export function listAhead({ plan }: Move, { envelope }: Enrollment): readonly VersionId[] {
  if (plan.kind !== 'back') return [plan.toVersionId]
  return envelope.moved?.origin ? [envelope.moved.origin.versionId] : []
}

/** Where a run that is asked goes. `journeyOf` is asked for the versions of {@link listAhead} and the run's own. */
export function decideMove(
  { plan }: Move,
  enrollment: Enrollment,
  journeyOf: (versionId: VersionId) => CompiledJourney,
): MoveDecision {
  const { nodeId, versionId, envelope } = enrollment
  switch (plan.kind) {
    case 'back': {
      const origin = envelope.moved?.origin
      return origin ? { kind: 'return', origin } : { kind: 'stay' }
    }
    case 'follow': {
      const node = findNode(journeyOf(versionId).definition, nodeId)
      const followed = node && findFollowed(node, journeyOf(plan.toVersionId).definition)
      return followed ? { kind: 'go', versionId: plan.toVersionId, node: followed.id } : { kind: 'stay' }
    }
    case 'migrate': {
      const line = plan.nodes.find((one) => one.versionId === versionId && one.node === nodeId)
      if (!line) return { kind: 'stay' }
      return line.target.kind === 'leave'
        ? { kind: 'leave' }
        : { kind: 'go', versionId: plan.toVersionId, node: line.target.node }
    }
  }
}
