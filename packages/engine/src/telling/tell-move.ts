import type { Move, Recorded } from '../xstate-adapter.ts'
import { tellArrival } from './arriving.ts'
import { tellAudience } from './audience.ts'
import { tellEmission, tellStart } from './emitting.ts'
import { tellPoints } from './points.ts'
import { tellRefusal, tellSending } from './sending.ts'
import type { Telling } from './telling.ts'
import { tellTimerCancel, tellTimerSet } from './timers.ts'
import { tellAssignment, tellEnd, tellEntering, tellGoing } from './way.ts'

/** Tells a move of the machine as facts and effects, in the order in which things happened. */
export function tellMove(telling: Telling, { recorded }: Move): void {
  for (const one of recorded) tellHappening(telling, one)
}

function tellHappening(telling: Telling, { happening, run }: Recorded): void {
  switch (happening.type) {
    case 'enter':
      return tellEntering(telling, happening.params.node)
    case 'arrive':
      return tellArrival(telling, happening.params)
    case 'go':
      return tellGoing(telling, happening.params)
    case 'send':
      return tellSending(telling, happening.params, run)
    case 'refuse':
      return tellRefusal(telling, happening.params, run)
    case 'assignTraits':
      if (run.assignments.length > 0) {
        telling.effects.push({ kind: 'assign-traits', assignments: run.assignments })
      }
      return undefined
    case 'changeAudience':
      return tellAudience(telling, happening.params, run)
    case 'changePoints':
      return tellPoints(telling, happening.params, run)
    case 'emit':
      return tellEmission(telling, happening.params, run)
    case 'startJourney':
      return tellStart(telling, happening.params, run)
    case 'assign':
      return tellAssignment(telling, happening.params)
    case 'end':
      return tellEnd(telling, happening.params.reason)
    case 'xstate.raise':
      return tellTimerSet(telling, {
        timerId: happening.params.id,
        dueAt: run.now + happening.params.delay,
      })
    case 'xstate.cancel':
      return tellTimerCancel(telling, happening.params.sendId)
  }
}
