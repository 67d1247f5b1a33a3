import { parentPort, workerData } from 'node:worker_threads'
import { invariant } from '@periplo/model'
import { createIds, openRuntime, systemClock } from '@periplo/runtime'
import { openStore } from '@periplo/store'
import { createLog } from '../log.ts'
import type { FromThread, ToThread, WorkerPlan } from './start-worker.ts'

await main(workerData as WorkerPlan) // oxlint-disable-line typescript/no-unsafe-type-assertion -- startWorker gives nothing else

/** Runs the loops in a thread of their own until it is told to stop. */
async function main({ databaseUrl, logLevel, secretKey, ...options }: WorkerPlan): Promise<void> {
  invariant(parentPort, 'the worker is started by startWorker')
  const port = parentPort
  const store = openStore({ url: databaseUrl })
  const runtime = await openRuntime({
    ...options,
    store,
    clock: systemClock,
    ids: createIds(systemClock),
    log: createLog(logLevel),
    secretKey: Buffer.from(secretKey),
  })
  const { signals, onAppend } = runtime.resources
  const stopping = new AbortController()
  signals.relay((workspaceIds) => port.postMessage(workspaceIds satisfies FromThread))
  port.on('message', (message: ToThread) => {
    switch (message) {
      case 'appended':
        for (const wake of onAppend) wake()
        return
      case 'stop':
        stopping.abort()
    }
  })
  await runtime.startLoops(stopping.signal).stopped
  await runtime.close()
  await store.close()
  port.close()
}
