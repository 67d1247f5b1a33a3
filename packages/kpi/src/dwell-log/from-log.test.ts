import { expect, test } from 'vitest'
import type { MeasuredValue } from '../measured-value.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import { DWELL_LOG_FROM_LOG } from './from-log.ts'

const LOG = tellLog([
  { event: 'Case Opened', at: '2026-11-02T09:00:00Z', user: 'ana', properties: { issue_id: '1' } },
  {
    event: 'Case Contacted',
    at: '2026-11-02T10:00:00Z',
    user: 'ana',
    properties: { issue_id: '1', agent_id: 'x' },
  },
  {
    event: 'Case Resolved',
    at: '2026-11-02T12:00:00Z',
    user: 'ana',
    properties: { issue_id: '1', agent_id: 'y' },
  },
  {
    event: 'Case Opened',
    at: '2026-10-02T09:00:00Z',
    user: 'eva',
    properties: { issue_id: 'before the window' },
  },
  {
    event: 'Case Resolved',
    at: '2026-11-05T09:00:00Z',
    user: 'eva',
    properties: { issue_id: 'before the window' },
  },
  { event: 'Page Viewed', at: '2026-11-05T09:00:00Z', user: 'eva' },
])

test('cases are those of issue_id that began in the window', () => {
  const read: MeasuredValue[] = []
  for (const measure of Object.values(DWELL_LOG_FROM_LOG)) read.push(...measure(LOG, settingsOf()))
  expect(read.map(({ measure, breakdown, value }) => [measure, breakdown['activity'], value.value])).toEqual([
    ['process-throughput', undefined, 3 * 3_600_000],
    ['process-dwell', undefined, 1.5 * 3_600_000],
    ['process-dwell', 'Case Contacted', 2 * 3_600_000],
    ['process-dwell', 'Case Opened', 3_600_000],
    ['process-dwell', 'Case Resolved', null],
    ['process-rework', undefined, 0],
    ['process-transfers', undefined, 1],
    ['process-first-contact', undefined, 0],
  ])
})
