import { parseIncomingEvent } from '@periplo/model'
import type { TrackedEvent } from '@periplo/model'
import { expect, test } from 'vitest'
import { openShop } from './shop/shop-simulator.ts'
import { DAY_MS } from './shop/shop-world.ts'
import { toSegmentCall } from './segment-call.ts'

const START = Date.parse('2026-03-01T23:00:00Z')

function listSamples(): ReadonlyMap<string, readonly TrackedEvent[]> {
  const shop = openShop({ seed: 'wire', startAt: START, days: 12, people: 2_000 })
  const before = shop.advanceTo(START + 12 * DAY_MS)
  const emails = before.flatMap(({ identifiers }) =>
    identifiers.flatMap(({ kind, value }) => (kind === 'email' ? [value] : [])),
  )
  const nodeIds = ['mail-code', 'mail-survey', 'mail-refer', 'mail-closed', 'mail-try']
  for (const [index, email] of emails.entries()) {
    const nodeId = nodeIds[index % nodeIds.length] ?? ''
    const touch = { sendKey: `s${index}`, enrollmentId: 'e', journeyId: 'j', versionId: 'v', nodeId }
    shop.receive([{ touch, email, sentAt: START + 12 * DAY_MS }])
  }
  return Map.groupBy([...before, ...shop.advanceTo(START + 45 * DAY_MS)], (event) => event.name)
}

const samples = listSamples()

test.each([...samples])('every %s comes back from the wire as it was', (_name, events) => {
  for (const event of events) {
    const call: unknown = JSON.parse(JSON.stringify(toSegmentCall(event)))
    const receivedAt = event.occurredAt + 1_000
    expect(parseIncomingEvent(call, { receivedAt, newEventId: () => 'none' })).toEqual({
      kind: 'accepted',
      event,
    })
  }
})

test('the sample holds every event of the story', () => {
  expect([...samples.keys()].toSorted()).toEqual([
    'Ad Clicked',
    'Application Installed',
    'Cart Viewed',
    'Case Contacted',
    'Case Opened',
    'Case Resolved',
    'Checkout Started',
    'Consent Updated',
    'Email Bounced',
    'Email Delivered',
    'Email Link Clicked',
    'Email Opened',
    'Identify',
    'Loyalty Joined',
    'Order Completed',
    'Order Fulfilled',
    'Order Refunded',
    'Page Viewed',
    'Product Added',
    'Product List Viewed',
    'Product Tried',
    'Product Viewed',
    'Products Searched',
    'Referral Converted',
    'Referral Made',
    'Screen Viewed',
    'Signed Up',
    'Stock Checked',
    'Store Visit Recorded',
    'Survey Answered',
  ])
})
