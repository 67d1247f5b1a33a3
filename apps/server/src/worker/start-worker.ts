import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Runtime, RuntimeOptions } from '@periplo/runtime'
import type { Lifecycle } from '../start/lifecycle.ts'

/** What a batch holds lives as long as the batch: with room for all of it, the collector copies a third less. */
const YOUNG_MB = 192

/** What the thread opens its own runtime with. */
export interface WorkerPlan extends Pick<
  RuntimeOptions,
  'mail' | 'egressAllow' | 'publicUrl' | 'partitions'
> {
  readonly databaseUrl: string
  readonly secretKey: Uint8Array
  readonly logLevel: string
}

/** `appended`: the door has written to the log. `stop`: give the partitions back and end. */
export type ToThread = 'appended' | 'stop'

/** Workspaces whose people or measures the thread has changed. */
export type FromThread = readonly string[]

/**
 * Runs the loops in a thread of their own, so that people who are moved never keep the door waiting. What the
 * two tell each other saves looking again; they share nothing but the database, like two processes. The
 * thread ends with the lifecycle; a fault in it ends the process, as one in the door would.
 */
export async function startWorker(
  { resources }: Runtime,
  { plan, lifecycle }: { readonly plan: WorkerPlan; readonly lifecycle: Lifecycle },
): Promise<void> {
  const thread = new Worker(new URL('worker-thread.ts', import.meta.url), {
    workerData: plan,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
  const ended = once(thread, 'exit')
  const tell = (message: ToThread): void => thread.postMessage(message)
  const wake = (): void => tell('appended')
  resources.onAppend.add(wake)
  thread.on('message', (workspaceIds: FromThread) => resources.signals.announce(workspaceIds))
  lifecycle.signal.addEventListener('abort', () => tell('stop'), { once: true })
  await lifecycle.onStop(async () => {
    resources.onAppend.delete(wake)
    await ended
  })
}
