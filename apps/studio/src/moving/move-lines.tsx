import { Button, useFormat, useMessages } from '@periplo/ui'
import { useState } from 'react'
import { BringBackDialog } from './bring-back-dialog.tsx'
import { MOVING_MESSAGES } from './moving-messages.ts'
import { nameVersions } from './use-moves.ts'
import type { MoveSummary } from './use-moves.ts'

/** What was done with the people in flight when a version was published, with the way back where there is one. */
export function MoveLines(props: {
  readonly journeyId: string
  readonly number: number
  readonly moves: readonly MoveSummary[]
  /** Absent for whoever may not draw. */
  readonly mayMove: boolean
}) {
  const { journeyId, number, moves, mayMove } = props
  const m = useMessages(MOVING_MESSAGES)
  const format = useFormat()
  const [asked, ask] = useState(false)
  const move = moves.find(({ toNumber }) => toNumber === number)
  if (!move) return null
  const back = moves.find(({ undoes }) => undoes === move.no)
  const counted = (count: number) => ({ count, text: format.count(count) })
  const waiting = (back ?? move).waiting
  return (
    <div className="s-moves">
      {move.moved > 0 && <p>{m.moved({ ...counted(move.moved), from: nameVersions(move.fromNumbers) })}</p>}
      {move.left > 0 && <p>{m.left(counted(move.left))}</p>}
      {back && <p>{m.returned(counted(back.moved))}</p>}
      {waiting > 0 && <p>{m.waiting(counted(waiting))}</p>}
      {mayMove && move.returnable > 0 && (
        <p className="p-row">
          <Button size="sm" icon="undo" onClick={() => ask(true)}>
            {m.bringBack}
          </Button>
        </p>
      )}
      {asked && <BringBackDialog journeyId={journeyId} move={move} onClose={() => ask(false)} />}
    </div>
  )
}
