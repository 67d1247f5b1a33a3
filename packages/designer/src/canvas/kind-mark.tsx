import type { NodeKind } from '@periplo/model'
import { NODE_FAMILY } from '@periplo/model'
import { Icon } from '@periplo/ui'
import { NODE_DESIGNS } from '../nodes/registry.ts'

/** The sign of a kind. Its shape tells the family: disc starts, circle waits, diamond decides, square acts, ring ends. */
export function KindMark({ kind }: { readonly kind: NodeKind }) {
  return (
    <span className="d-mark" data-family={NODE_FAMILY[kind]}>
      <Icon name={NODE_DESIGNS[kind].icon} size={12} />
    </span>
  )
}
