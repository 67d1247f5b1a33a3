import { parentPort, workerData } from 'node:worker_threads'
import { invariant } from '@periplo/model'
import { createEmailRendering } from './render-email.ts'
import type { EmailRendering } from './render-email.ts'
import { NO_JOB, PROGRESS, elapsedMs, parseWorkerSetup } from './worker-protocol.ts'
import type { WorkerBatch, WorkerResult, WorkerTask } from './worker-protocol.ts'

const setup = parseWorkerSetup(workerData)
const port = parentPort
invariant(port !== null, 'this file runs in a worker')
const rendering = createEmailRendering()

port.on('message', (batch: WorkerBatch) => {
  const results = batch.tasks.map((task, index) => {
    Atomics.store(setup.progress, PROGRESS.startedMs, elapsedMs(setup.epochMs))
    Atomics.store(setup.progress, PROGRESS.index, index)
    return resultOf(rendering, batch, task)
  })
  Atomics.store(setup.progress, PROGRESS.index, NO_JOB)
  port.postMessage(results)
})

function resultOf(
  { render, check }: EmailRendering,
  { templates }: WorkerBatch,
  task: WorkerTask,
): WorkerResult {
  const template = templates[task.template]
  invariant(template !== undefined, 'a task points at a template of its batch')
  switch (task.kind) {
    case 'render':
      return render(template, task.job)
    case 'check':
      return check(template, task.names)
  }
}
