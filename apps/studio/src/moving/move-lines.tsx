import { Button, useFormat, useMessages } from '@periplo/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answers } from '../server/server.ts'
import { trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import { BringBackDialog } from './bring-back-dialog.tsx'
import { MOVING_MESSAGES } from './moving-messages.ts'

/** A move that was made. */
export type MoveSummary = Answers['journeys']['listMoves'][number]

/** The moves of a journey, the latest first. */
export function useMoves(journeyId: string): readonly MoveSummary[] {
  const { workspaceId } = useSession()
  return useQuery(trpc.journeys.listMoves.queryOptions({ workspaceId, journeyId })).data ?? []
}

/** Versions as they are named: `v1, v2`. */
export function nameVersions(numbers: readonly number[]): string {
  return numbers.map((number) => `v${number}`).join(', ')
}

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
