import { Worker } from 'node:worker_threads'
import { TEMPLATE_LIMITS } from './template.ts'
import { NO_JOB, PROGRESS, elapsedMs } from './worker-protocol.ts'
import type { WorkerBatch, WorkerResult, WorkerSetup } from './worker-protocol.ts'

/** How a batch ended: all answered, or the worker died over the task at `index` (or before its first task). */
export type LaneOutcome =
  | { readonly kind: 'answered'; readonly results: readonly WorkerResult[] }
  | { readonly kind: 'died'; readonly index: number; readonly cause: 'too-slow' | 'too-large' | 'crash' }
  | { readonly kind: 'unusable'; readonly error: Error }

/** One worker thread at a time, born at the first batch and again after each death. */
export interface Lane {
  /** Runs one batch; the caller waits for it before the next. */
  run(batch: WorkerBatch): Promise<LaneOutcome>
  /** Ends the worker; the next batch would start another. */
  stop(): Promise<void>
}

/** Heap a worker may use before it dies, in MiB; the parser alone needs about ten. */
const RESOURCES = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 2 }

const WATCH_EVERY_MS = 25

interface Living extends WorkerSetup {
  readonly worker: Worker
}

/** A lane without a worker yet: it costs nothing until it is used. */
export function createLane(): Lane {
  let living: Living | undefined
  const start = (): Living => {
    const born = startWorker()
    born.worker.once('exit', () => {
      if (living === born) living = undefined
    })
    return born
  }
  const bury = async (): Promise<void> => {
    const dead = living
    living = undefined
    await dead?.worker.terminate()
  }
  return {
    async run(batch) {
      living ??= start()
      const outcome = await runBatch(living, batch)
      if (outcome.kind !== 'answered') await bury()
      return outcome
    },
    stop: bury,
  }
}

function startWorker(): Living {
  const epochMs = performance.timeOrigin + performance.now()
  const progress = new Int32Array(new SharedArrayBuffer(PROGRESS.length * Int32Array.BYTES_PER_ELEMENT))
  progress[PROGRESS.index] = NO_JOB
  const setup: WorkerSetup = { progress, epochMs }
  const worker = new Worker(new URL('worker.ts', import.meta.url), {
    workerData: setup,
    resourceLimits: RESOURCES,
    env: {},
    execArgv: [],
  })
  worker.on('error', () => undefined).unref()
  return { ...setup, worker }
}

/** Settles on the first of: the answer, the worker's death, a task over its time. */
function runBatch(living: Living, batch: WorkerBatch): Promise<LaneOutcome> {
  const { worker, progress } = living
  const { promise, resolve } = Promise.withResolvers<LaneOutcome>()
  const watch = setInterval(() => {
    if (isOverdue(living)) resolve({ kind: 'died', index: progress[PROGRESS.index] ?? 0, cause: 'too-slow' })
  }, WATCH_EVERY_MS)
  const onMessage = (results: readonly WorkerResult[]): void => resolve({ kind: 'answered', results })
  const onError = (error: Error): void => resolve(toDeath(error, progress[PROGRESS.index] ?? NO_JOB))
  const onExit = (): void => onError(new Error('the rendering worker ended'))
  worker.once('message', onMessage).once('error', onError).once('exit', onExit)
  worker.ref()
  try {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(batch)
  } catch (error) {
    resolve({ kind: 'unusable', error: error instanceof Error ? error : new Error('the batch cannot cross') })
  }
  return promise.finally(() => {
    clearInterval(watch)
    worker.off('message', onMessage).off('error', onError).off('exit', onExit)
    worker.unref()
  })
}

/** Reads the worker's own note of its start, so that a late look from a busy main thread accuses nobody. */
function isOverdue({ progress, epochMs }: Living): boolean {
  if (Atomics.load(progress, PROGRESS.index) === NO_JOB) return false
  return elapsedMs(epochMs) - Atomics.load(progress, PROGRESS.startedMs) > TEMPLATE_LIMITS.killMs
}

function toDeath(error: Error, index: number): LaneOutcome {
  if (index === NO_JOB) return { kind: 'unusable', error }
  const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return { kind: 'died', index, cause: isMemory ? 'too-large' : 'crash' }
}
