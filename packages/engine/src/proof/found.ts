import type { NodeId, ProofCode, ProofData } from '@periplo/model'
import type { MapWay } from './explore.ts'

/** A finding without its weight; one about a node gets the shortest way there unless it has a way of its own. */
export interface Found {
  readonly code: ProofCode
  readonly node?: NodeId
  readonly port?: string
  readonly path?: readonly MapWay[]
  readonly data?: ProofData
}
