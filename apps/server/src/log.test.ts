import { expect, test } from 'vitest'
import { createLog } from './log.ts'

function logging(): { readonly log: ReturnType<typeof createLog>; readonly text: () => string } {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => lines.push(line) })
  return { log, text: () => lines.join('') }
}

test('what an error quotes, and what stands under the key of a secret, never reaches the log', () => {
  const { log, text } = logging()
  const error = Object.assign(
    new Error('invalid input for "ana@example.com"\nDETAIL: Key (email)=(ana@example.com)'),
    {
      code: '22P02',
      detail: 'Key (email)=(ana@example.com) already exists.',
    },
  )
  log.error(
    {
      err: error,
      request: { headers: { cookie: 'secret-1', authorization: 'secret-2' } },
      email: 'ana@example.com',
    },
    'failed',
  )
  expect(text()).not.toContain('ana@')
  expect(text()).not.toContain('secret-')
  expect(text()).toContain('22P02')
  expect(text()).toContain('log.test.ts')
})

test('a cause is told too, with the same care', () => {
  const { log, text } = logging()
  log.error({ err: new Error('outer', { cause: new TypeError("no 'hunter2' here") }) })
  expect(text()).toContain('TypeError')
  expect(text()).not.toContain('hunter2')
})
