import { Button, EmptyState, useMessages } from '@periplo/ui'
import { MAP_WORDS } from '../words/map-words.ts'

/** What stands on a map without steps. */
export function EmptyMap({ onAdd }: { readonly onAdd: () => void }) {
  const m = useMessages(MAP_WORDS)
  return (
    <div className="d-empty">
      <EmptyState
        picture="journeys"
        title={m.emptyTitle}
        text={m.emptyText}
        action={
          <Button variant="primary" icon="add" onClick={onAdd}>
            {m.emptyAct}
          </Button>
        }
      />
    </div>
  )
}
