export type { BacktestInput, BacktestWatcher, NameRun } from './backtest/backtest-input.ts'
export { openBacktest } from './backtest/open-backtest.ts'
export type { Backtest } from './backtest/open-backtest.ts'
export { changeAudiences } from './change-audiences.ts'
export { toDueAt } from './civil-time.ts'
export { compileJourney } from './compile-journey.ts'
export type { CompiledJourney } from './compile-journey.ts'
export { evaluate } from './conditions/evaluate.ts'
export type { Truth } from './conditions/kleene.ts'
export type { Scope, SeenEvent } from './conditions/scope.ts'
export { isImportant, withSlot } from './frequency-caps.ts'
export type { CapQuestion } from './frequency-caps.ts'
export { decideEntry } from './decide-entry.ts'
export type { EntryDecision, EntryQuestion, EntryRecord, EntryRefusal } from './decide-entry.ts'
export { decideSend } from './decide-send.ts'
export type { SendDecision, SendQuestion } from './decide-send.ts'
export type { Because } from './explain/because.ts'
export type { SeenValue, Term } from './explain/explain-condition.ts'
export { explainEntries } from './explain/explain-entries.ts'
export type { TurnedAway } from './explain/explain-entries.ts'
export { explainRun, supposeStep } from './explain/explain-run.ts'
export type {
  ExplainedRun,
  ExplainedStep,
  MissedEvent,
  Supposed,
  Supposition,
} from './explain/explain-run.ts'
export type { Reason } from './explain/explain-step.ts'
export type { StoredInput, StoredLife, StoredRun } from './explain/replay-life.ts'
export { toSendKey } from './hash.ts'
export { goesOn, holdRun, isHeld, releaseRun, resumeWait } from './hold.ts'
export { listNamedSegments } from './interests.ts'
export type { Interests } from './interests.ts'
export type { MachineConfig } from './machine/machine-config.ts'
export type { StartInput, StepQuestion } from './cause.ts'
export { isAsked, listAhead } from './move/decide-move.ts'
export { followMove } from './move/follow-move.ts'
export type { MoveOutcome, MoveQuestion } from './move/follow-move.ts'
export { findMoveFlaws, foreseeMove, listForgotten } from './move/foresee-move.ts'
export type { Flight, ForeseenNode, MoveFlaw } from './move/foresee-move.ts'
export { DEFAULT_TERMS } from './proof/proof-terms.ts'
export type { ProofTerms } from './proof/proof-terms.ts'
export { proveJourney } from './proof/prove-journey.ts'
export { proveTogether } from './proof/prove-together.ts'
export type { NamedJourney } from './proof/prove-together.ts'
export {
  asksConsentWithin,
  compileSegments,
  listChangedTraits,
  decideMembership,
  listSegmentCounts,
  listTouched,
} from './segments/compile-segments.ts'
export type { CompiledSegments, PersonChange } from './segments/compile-segments.ts'
export { NO_STANDINGS, findNextDue, keepStandings, listDueSegments } from './segments/keep-standings.ts'
export type { KeptStandings, StandingChange, Standings } from './segments/keep-standings.ts'
export { toGuard } from './send-guard.ts'
export { start } from './start.ts'
export { step } from './step.ts'
export { toFirstInstant } from './zone-offsets.ts'
