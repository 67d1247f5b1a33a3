import { invariant } from '@periplo/model'
import type { JobOutcome, RenderJob } from './render-email.ts'
import type { EmailTemplate, TemplateVerdict } from './template.ts'

/** Places in the progress array a worker shares with its owner. */
export const PROGRESS = { index: 0, startedMs: 1, length: 2 } as const

/** The index while no job is under way. */
export const NO_JOB = -1

/** What the owner gives a worker at birth: shared progress and the moment its clock counts from. */
export interface WorkerSetup {
  readonly progress: Int32Array
  readonly epochMs: number
}

/** Reads the setup a worker was born with. */
export function parseWorkerSetup(value: unknown): WorkerSetup {
  invariant(
    typeof value === 'object' && value !== null && 'progress' in value && 'epochMs' in value,
    'a setup',
  )
  const { progress, epochMs } = value
  invariant(progress instanceof Int32Array && typeof epochMs === 'number', 'a setup holds progress and epoch')
  return { progress, epochMs }
}

/** One piece of work; `template` points into the batch's list, so that a text crosses once a batch. */
export type WorkerTask =
  | { readonly kind: 'render'; readonly template: number; readonly job: RenderJob }
  | { readonly kind: 'check'; readonly template: number; readonly names: readonly string[] }

/** Work for one worker, done in order and answered by one list of equal length. */
export interface WorkerBatch {
  readonly templates: readonly EmailTemplate[]
  readonly tasks: readonly WorkerTask[]
}

/** The answer to one {@link WorkerTask}. */
export type WorkerResult = JobOutcome | TemplateVerdict

/** Milliseconds since `epochMs`, the same on every thread of the process. */
export function elapsedMs(epochMs: number): number {
  return Math.trunc(performance.timeOrigin + performance.now() - epochMs)
}
