import type { JourneyDefinition } from '@periplo/model'

/** Where the draft on the screen stands against the one on the server. */
export type Saving =
  | { readonly kind: 'saved'; readonly at: number }
  /** Changed; leaves soon. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  /** The server cannot be reached. Kept in this browser, and tried again. */
  | { readonly kind: 'offline' }
  /** Somebody else saved since. Nothing is sent until a member has chosen. */
  | { readonly kind: 'stale' }
  /** The server will not take it; `message` says why. */
  | { readonly kind: 'refused'; readonly message: string }

/** What came of one attempt. */
export type SaveOutcome<Saved> =
  | { readonly kind: 'saved'; readonly saved: Saved; readonly revision: number; readonly at: number }
  | { readonly kind: 'stale' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly message: string }

/** What the saver asks of the world. */
export interface SaverWorld<Saved> {
  readonly send: (revision: number, definition: JourneyDefinition) => Promise<SaveOutcome<Saved>>
  /** Keeps what is not saved yet where a closed tab cannot lose it; undefined: nothing is left to keep. */
  readonly keep: (unsaved: JourneyDefinition | undefined, revision: number) => void
  /** Calls back once after the delay; returns the way to call it off. */
  readonly later: (delayMs: number, act: () => void) => () => void
  readonly onSaving: (saving: Saving) => void
  readonly onSaved: (saved: Saved, revision: number) => void
}

/** Saves a draft behind the hands that draw it. */
export interface DraftSaver {
  /** Takes the newest definition; it leaves {@link QUIET_MS} after the last one. */
  readonly change: (definition: JourneyDefinition) => void
  /** Sends what waits, now. True once nothing is left unsaved. */
  readonly flush: () => Promise<boolean>
  /** The revision the server had last. */
  readonly getRevision: () => number
  /** Sends what waits and tries no more; what cannot be sent stays kept. */
  readonly stop: () => void
}

/** How long the hands must rest before a draft is sent. */
export const QUIET_MS = 800
const RETRY_MS = [2_000, 5_000, 15_000, 30_000] as const

interface Desk {
  revision: number
  unsaved: JourneyDefinition | undefined
  running: Promise<void> | undefined
  callOff: (() => void) | undefined
  /** Attempts in a row that found no server. */
  failures: number
  stale: boolean
  stopped: boolean
}

/**
 * One save is under way at a time, and always with the revision the last one returned, so a member can
 * never overtake themselves. A change during a save is sent after it.
 */
export function createDraftSaver<Saved>(revision: number, world: SaverWorld<Saved>): DraftSaver {
  const desk: Desk = {
    revision,
    unsaved: undefined,
    running: undefined,
    callOff: undefined,
    failures: 0,
    stale: false,
    stopped: false,
  }
  const flush = async (): Promise<boolean> => {
    if (desk.running) await desk.running
    if (desk.unsaved === undefined || desk.stale) return desk.unsaved === undefined
    desk.running = sendNow(desk.unsaved).finally(() => {
      desk.running = undefined
    })
    await desk.running
    return desk.unsaved === undefined
  }
  const schedule: Schedule = (delayMs) => {
    desk.callOff?.()
    if (!desk.stopped) desk.callOff = world.later(delayMs, () => void flush())
  }
  const sendNow = async (sent: JourneyDefinition): Promise<void> => {
    desk.callOff?.()
    world.onSaving({ kind: 'saving' })
    settle(desk, world, { sent, outcome: await world.send(desk.revision, sent), schedule })
  }
  return {
    flush,
    getRevision: () => desk.revision,
    change: (definition) => {
      desk.unsaved = definition
      world.keep(definition, desk.revision)
      if (desk.stale) return
      if (!desk.running) world.onSaving({ kind: 'waiting' })
      schedule(QUIET_MS)
    },
    stop: () => {
      desk.stopped = true
      desk.callOff?.()
      void flush()
    },
  }
}

type Schedule = (delayMs: number) => void

interface Attempt<Saved> {
  readonly sent: JourneyDefinition
  readonly outcome: SaveOutcome<Saved>
  readonly schedule: Schedule
}

function settle<Saved>(desk: Desk, world: SaverWorld<Saved>, attempt: Attempt<Saved>): void {
  const { sent, outcome, schedule } = attempt
  switch (outcome.kind) {
    case 'saved':
      desk.revision = outcome.revision
      desk.failures = 0
      if (desk.unsaved === sent) desk.unsaved = undefined
      world.keep(desk.unsaved, desk.revision)
      world.onSaved(outcome.saved, outcome.revision)
      world.onSaving(desk.unsaved === undefined ? { kind: 'saved', at: outcome.at } : { kind: 'waiting' })
      if (desk.unsaved !== undefined) schedule(QUIET_MS)
      return
    case 'unreachable':
      world.onSaving({ kind: 'offline' })
      schedule(RETRY_MS[Math.min(desk.failures, RETRY_MS.length - 1)] ?? QUIET_MS)
      desk.failures += 1
      return
    case 'stale':
      desk.stale = true
      world.onSaving(outcome)
      return
    case 'refused':
      world.onSaving(outcome)
  }
}
