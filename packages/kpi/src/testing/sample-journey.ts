import type { JourneyDefinition } from '@periplo/model'
import { toJourneyFrame } from '../journey-frame.ts'

const frameOf = (id: string, stage: string) => ({ id, stage, title: id, position: { x: 0, y: 0 } })

/**
 * Cart recovery in three stages, with a loop back:
 * start → wait (2 days) → ask → won | note → pause (6 hours) → wait; wait times out into gone.
 */
export const SAMPLE_DEFINITION: JourneyDefinition = {
  format: 3,
  name: 'Cart recovery',
  stages: [{ id: 'awareness' }, { id: 'consideration', targetConversionRate: 0.5 }, { id: 'decision' }],
  nodes: [
    { ...frameOf('start', 'awareness'), kind: 'event-entry', event: 'Product Added' },
    {
      ...frameOf('wait', 'consideration'),
      kind: 'wait-for-event',
      event: 'Checkout Started',
      timeout: { amount: 2, unit: 'days' },
    },
    { ...frameOf('ask', 'decision'), kind: 'condition' },
    {
      ...frameOf('note', 'consideration'),
      kind: 'message',
      channel: 'email',
      purpose: 'marketing',
      subject: 'Your cart',
      body: 'Still here.',
      onRefused: 'exit',
    },
    { ...frameOf('pause', 'consideration'), kind: 'delay', duration: { amount: 6, unit: 'hours' } },
    { ...frameOf('won', 'decision'), kind: 'goal' },
    { ...frameOf('gone', 'consideration'), kind: 'exit' },
  ],
  edges: [
    { from: 'start', port: 'next', to: 'wait' },
    { from: 'wait', port: 'arrived', to: 'ask' },
    { from: 'wait', port: 'timed-out', to: 'gone' },
    { from: 'ask', port: 'yes', to: 'won' },
    { from: 'ask', port: 'no', to: 'note' },
    { from: 'note', port: 'next', to: 'pause' },
    { from: 'pause', port: 'next', to: 'wait' },
  ],
  settings: { reentry: { mode: 'always' }, conversionWindow: { amount: 30, unit: 'days' }, exits: [] },
}

/** The sample journey in Madrid. */
export const SAMPLE_FRAME = toJourneyFrame({
  journeyId: '0c0ffee0-0000-4000-8000-000000000001',
  versionId: '0c0ffee0-0000-4000-8000-000000000002',
  definition: SAMPLE_DEFINITION,
  zone: 'Europe/Madrid',
})

/** An instant from ISO 8601 text. */
export function at(text: string): number {
  const instant = Date.parse(text)
  if (Number.isNaN(instant)) throw new RangeError(`no instant: ${text}`)
  return instant
}

/** An hour, in milliseconds. */
export const HOUR_MS = 3_600_000
/** A day of 24 hours, in milliseconds. */
export const DAY_MS = 24 * HOUR_MS
